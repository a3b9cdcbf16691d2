namespace Viaduct.Load.Measure;

/// <summary>
/// Something that takes messages in, keeps them durably, takes them over two durable hops and delivers them. The
/// load, the clock and the counting are the driver's, so that they are the same for all.
/// </summary>
internal interface IContestant : IAsyncDisposable
{
    /// <summary>A short name, for tables.</summary>
    string Name { get; }

    /// <summary>The first process of the server whose processor time counts too; null if there is none.</summary>
    int? ServerProcessId { get; }

    /// <summary>How many messages may be on their way; publishers wait beyond.</summary>
    int InFlightMax { get; }

    /// <summary>Brings it to the start: an empty store, everything connected, deliveries going to the sink.</summary>
    Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken);

    /// <summary>
    /// Publishes one message. Returns when it is durable. Called by several publishers at once, each with its number
    /// and one message at a time (all with the number 0 when the rate is given).
    /// </summary>
    Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>What it can tell now.</summary>
    Task<Counters> ReadCountersAsync(CancellationToken cancellationToken);

    /// <summary>Comes to rest after a run: closes what <see cref="PrepareAsync"/> has opened.</summary>
    Task ReleaseAsync();
}
