using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Load.Http;

/// <summary>
/// What the adapter of the product is compared with: an endpoint that publishes, and a client that posts, with nothing
/// around them.
/// </summary>
internal sealed class BareHttpAdapter(Func<Uri> far, int connections) : IReceiveAdapter, ISendAdapter
{
    private IIntake? _intake;

    /// <inheritdoc/>
    public string Name => "bareHttp";

    /// <inheritdoc/>
    public string TransportType => "BARE";

    /// <inheritdoc/>
    public string Description => "Publishes what comes in and posts what goes out.";

    /// <inheritdoc/>
    public IReadOnlyList<AdapterProperty> Properties => [];

    /// <inheritdoc/>
    public AdapterPlacement Placement => AdapterPlacement.NeedsLoadBalancer;

    /// <inheritdoc/>
    public Type ReceiveOptionsType => typeof(object);

    /// <inheritdoc/>
    public Type SendOptionsType => typeof(object);

    /// <summary>Publishes a body and returns when it is durable.</summary>
    public async Task PublishAsync(ReadOnlyMemory<byte> body)
    {
        var result = await _intake!.SubmitAsync(new SourceItem { Body = Body.From(body) }, default);
        if (result.Outcome != IntakeOutcome.Published) throw new InvalidOperationException($"{result}");
    }

    /// <inheritdoc/>
    public void ValidateReceive(object options, ICollection<string> errors)
    {
    }

    /// <inheritdoc/>
    public void ValidateSend(object options, ICollection<string> errors)
    {
    }

    /// <inheritdoc/>
    public string ReceiveAddress(object options) => "bare:";

    /// <inheritdoc/>
    public string SendAddress(object options) => "bare:";

    /// <inheritdoc/>
    public IReceiver CreateReceiver(object options, ReceiverContext context)
    {
        _intake = context.Intake;
        return new Receiver();
    }

    /// <inheritdoc/>
    public ISender CreateSender(object options, SenderContext context) => new Sender(far, connections);

    private sealed class Receiver : IReceiver
    {
        public ValueTask StartAsync(CancellationToken cancellationToken) => default;

        public ValueTask StopAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Sender(Func<Uri> far, int connections) : ISender
    {
        private readonly HttpMessageInvoker _client = HttpEnd.Client(connections);

        public SenderCapacity Capacity { get; } = new(BatchMessages: 1, ParallelBatches: connections);

        public async ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken)
        {
            foreach (var transmission in batch)
            {
                transmission.Message.Body.Body.TryGetBytes(out var bytes);
                try
                {
                    await HttpEnd.PostAsync(_client, far(), bytes, cancellationToken);
                    transmission.Sent();
                }
                catch (HttpRequestException e)
                {
                    transmission.Failed(new Failure(FailureCodes.TransmitTransient, e.Message), transient: true);
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return default;
        }
    }
}
