using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Loopback;

/// <summary>Settles each message with itself as what comes in: the same body and properties, another message.</summary>
internal sealed class LoopbackSender(LoopbackSendOptions options) : ISender
{
    /// <inheritdoc/>
    public SenderCapacity Capacity { get; } = new(BatchMessages: 1000, ParallelBatches: 4);

    /// <inheritdoc/>
    public ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
    {
        foreach (var transmission in batch)
            transmission.Sent(new InboundItem(options.Location, Again(transmission.Message)));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SourceItem Again(Message message)
    {
        var item = new SourceItem { Body = message.Body.Body, ContentType = message.Body.ContentType };
        // What describes the way so far is not true of the message that comes in; the intake describes the new way.
        foreach (ref readonly var property in message.Context.Properties)
        {
            if (property.Key.Namespace == SystemProperties.Namespace) continue;
            if (property.Promoted) item.Context.Promote(property.Key, property.Value);
            else item.Context.Write(property.Key, property.Value);
        }

        return item;
    }
}
