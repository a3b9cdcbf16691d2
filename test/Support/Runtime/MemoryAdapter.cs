using System.Collections.Concurrent;
using Viaduct.Core.Adapters;

namespace Viaduct.Support.Runtime;

/// <summary>
/// An adapter of tests and benchmarks: callers submit at a location, and every transmission goes to one handler, or
/// round to a location.
/// </summary>
public sealed class MemoryAdapter(Action<Transmission> sink, Func<string, Task>? untilSettled = null)
    : IReceiveAdapter, ISendAdapter
{
    private readonly ConcurrentDictionary<string, bool> _addresses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ReceiverContext> _locations = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<ReceiverContext, bool> _receiving = new();

    /// <inheritdoc/>
    public string Name => "memory";

    /// <inheritdoc/>
    public string TransportType => "MEMORY";

    /// <inheritdoc/>
    public string Description => "Receives from and sends to the process itself.";

    /// <inheritdoc/>
    public IReadOnlyList<AdapterProperty> Properties => [];

    /// <inheritdoc/>
    public AdapterPlacement Placement => AdapterPlacement.ScalesOut;

    /// <inheritdoc/>
    public Type ReceiveOptionsType => typeof(MemoryReceiveOptions);

    /// <inheritdoc/>
    public Type SendOptionsType => typeof(MemorySendOptions);

    /// <summary>The running locations, in the order of their names.</summary>
    public IReadOnlyList<string> Locations => [.. _locations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The locations whose receiver has been started and not stopped.</summary>
    public IReadOnlyList<string> Receiving => [.. _receiving.Keys.Select(one => one.LocationName).Distinct()];

    /// <summary>The intake of a running location.</summary>
    public IIntake Intake(string location) => _locations[location].Intake;

    /// <summary>The way of requests of a running two-way location.</summary>
    public IRequestIntake Requests(string location) => _locations[location].Requests!;

    /// <inheritdoc/>
    public bool TakesRequests => true;

    /// <inheritdoc/>
    public bool GetsResponses => true;

    /// <inheritdoc/>
    public void ValidateReceive(object options, ICollection<string> errors)
    {
    }

    /// <inheritdoc/>
    public void ValidateSend(object options, ICollection<string> errors)
    {
    }

    /// <inheritdoc/>
    public string ReceiveAddress(object options) => "memory:";

    /// <inheritdoc/>
    public string SendAddress(object options) => "memory:";

    /// <inheritdoc/>
    public IReceiver CreateReceiver(object options, ReceiverContext context) =>
        new Receiver(_locations, _receiving, context);

    /// <summary>The addresses that senders were made for.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _addresses.Keys];

    /// <inheritdoc/>
    public IReadOnlyList<string> Schemes { get; } = ["memory"];

    /// <inheritdoc/>
    public object? OptionsFor(Uri address, object? template) => new MemorySendOptions { Address = $"{address}" };

    /// <inheritdoc/>
    public ISender CreateSender(object options, SenderContext context)
    {
        var send = (MemorySendOptions)options;
        _addresses.TryAdd(send.Address ?? $"memory:{context.PortName}", true);
        return new Sender(sink, untilSettled, send.Location, context.PortName);
    }

    private sealed class Receiver(
        ConcurrentDictionary<string, ReceiverContext> locations, ConcurrentDictionary<ReceiverContext, bool> receiving,
        ReceiverContext context) : IReceiver
    {
        public ValueTask StartAsync(CancellationToken cancellationToken)
        {
            locations[context.LocationName] = context;
            receiving[context] = true;
            return ValueTask.CompletedTask;
        }

        public ValueTask StopAsync(CancellationToken cancellationToken)
        {
            receiving.TryRemove(context, out _);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Sender(
        Action<Transmission> sink, Func<string, Task>? untilSettled, string? location, string port) : ISender
    {
        public SenderCapacity Capacity { get; } = new(BatchMessages: 500);

        public async ValueTask TransmitAsync(
            IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
        {
            for (int i = 0; i < batch.Count; i++)
            {
                var transmission = batch[i];
                if (location is null)
                {
                    sink(transmission);
                    continue;
                }

                var message = transmission.Message;
                transmission.Sent(new InboundItem(location, new SourceItem
                {
                    Body = message.Body.Body, ContentType = message.Body.ContentType,
                    Context = message.Context.ToBuilder(),
                }));
            }

            if (untilSettled is not null) await untilSettled(port);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
