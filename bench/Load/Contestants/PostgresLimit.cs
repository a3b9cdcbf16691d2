using Npgsql;
using Viaduct.Load.Limit;
using Viaduct.Load.Measure;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>The hand-written limit on a PostgreSQL server.</summary>
internal sealed class PostgresLimit(PostgresServer server, string connectionString) : IContestant
{
    private readonly NpgsqlDataSource _source = PostgresTables.Source(connectionString);
    private readonly PostgresWal _wal = new(server);
    private PostgresLog? _log;

    /// <inheritdoc/>
    public string Name => "limit on PostgreSQL";

    /// <inheritdoc/>
    public int? ServerProcessId => server.ProcessId;

    /// <inheritdoc/>
    public int InFlightMax => 20_000;

    /// <inheritdoc/>
    public async Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        await PostgresTables.CreateAsync(_source, cancellationToken);
        await _wal.CheckpointAsync(cancellationToken);
        _log = new PostgresLog(_source, body => sink.Deliver(body.Span));
    }

    /// <inheritdoc/>
    public Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _log!.PublishAsync(body);

    /// <inheritdoc/>
    public async Task<Counters> ReadCountersAsync(CancellationToken cancellationToken) =>
        new(await _wal.ReadBytesAsync(cancellationToken));

    /// <inheritdoc/>
    public async Task ReleaseAsync()
    {
        if (_log is not null)
        {
            await _log.DisposeAsync();
            _log = null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await _source.DisposeAsync();
        await _wal.DisposeAsync();
    }
}
