using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Tests.Maps;

/// <summary>A map in C#: an order becomes a letter. What the order says decides how it ends.</summary>
public sealed class LetterMap : IMap
{
    /// <inheritdoc/>
    public string SourceMessageType => "urn:order#Order";

    /// <inheritdoc/>
    public async ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        string order = message.Body.TryGetBytes(out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : "";
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From("letter"));
        if (order == "throw") throw new InvalidOperationException("It was told to.");
        if (order == "refuse") return new Failure(FailureCodes.Invalid, "No such order.");
        if (order == "hang") await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        await using var body = context.CreateBody();
        await body.Stream.WriteAsync(Encoding.UTF8.GetBytes($"Dear {order}"), cancellationToken);
        message.Body = await body.CompleteAsync(cancellationToken);
        return null;
    }
}
