using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Scenarios;

/// <summary>A map in C# whose class never comes to be: its initializer waits for what nobody does.</summary>
public sealed class HangingMap : IMap
{
    private static readonly bool Never = new ManualResetEvent(false).WaitOne();

    /// <inheritdoc/>
    public string SourceMessageType => Never ? "" : "urn:e#Whisper";

    /// <inheritdoc/>
    public ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From("urn:e#Nothing"));
        return default;
    }
}
