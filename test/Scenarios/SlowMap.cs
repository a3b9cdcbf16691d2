using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Scenarios;

/// <summary>A map in C# whose class takes its time to come to be, and that passes on what it gets.</summary>
public sealed class SlowMap : IMap
{
    private static readonly bool Waited = new ManualResetEvent(false).WaitOne(TimeSpan.FromSeconds(5));

    /// <inheritdoc/>
    public string SourceMessageType => Waited ? "" : "urn:e#Nobody";

    /// <inheritdoc/>
    public ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From("urn:e#Passed"));
        return default;
    }
}
