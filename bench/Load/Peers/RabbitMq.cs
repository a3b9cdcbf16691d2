using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Viaduct.Load.Measure;

namespace Viaduct.Load.Peers;

/// <summary>
/// The same two durable hops over RabbitMQ: publish with confirm to a quorum queue, a consumer that publishes with
/// confirm to a second one and then acknowledges, a consumer that acknowledges.
/// </summary>
internal sealed class RabbitMq(RabbitMqServer server) : IContestant
{
    private const string First = "hop1";
    private const string Second = "hop2";
    private const ushort Prefetch = 500;
    private const ushort Concurrency = 256;

    private static readonly BasicProperties Persistent = new() { Persistent = true };
    private readonly List<IConnection> _connections = [];
    private IChannel? _publisher;

    /// <inheritdoc/>
    public string Name => "RabbitMQ";

    /// <inheritdoc/>
    public int? ServerProcessId => server.ProcessId;

    /// <inheritdoc/>
    public int InFlightMax => 5_000;

    /// <inheritdoc/>
    public async Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        _publisher = await OpenAsync(confirms: true, cancellationToken);
        foreach (var queue in new[] { First, Second })
        {
            await _publisher.QueueDeleteAsync(queue, cancellationToken: cancellationToken);
            await _publisher.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken);
        }
        var onward = await OpenAsync(confirms: true, cancellationToken);
        await ConsumeAsync(First, body => PublishAsync(onward, Second, body), cancellationToken);
        await ConsumeAsync(
            Second,
            body =>
            {
                sink.Deliver(body.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        PublishAsync(_publisher!, First, body).AsTask();

    /// <inheritdoc/>
    public Task<Counters> ReadCountersAsync(CancellationToken cancellationToken) => Task.FromResult(default(Counters));

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.CloseAsync();
            await connection.DisposeAsync();
        }
        _connections.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await ReleaseAsync();

    private static ValueTask PublishAsync(IChannel channel, string queue, ReadOnlyMemory<byte> body) =>
        channel.BasicPublishAsync("", queue, mandatory: true, Persistent, body);

    private async Task ConsumeAsync(
        string queue, Func<ReadOnlyMemory<byte>, ValueTask> handle, CancellationToken cancellationToken)
    {
        var channel = await OpenAsync(confirms: false, cancellationToken);
        await channel.BasicQosAsync(0, Prefetch, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            await handle(delivery.Body);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
    }

    // A connection each: one socket for all of them would be the bottleneck. No limiter in the client: the driver
    // has one.
    private async Task<IChannel> OpenAsync(bool confirms, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = server.Port };
        var connection = await factory.CreateConnectionAsync(cancellationToken);
        _connections.Add(connection);
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(confirms, confirms, null, Concurrency), cancellationToken);
    }
}
