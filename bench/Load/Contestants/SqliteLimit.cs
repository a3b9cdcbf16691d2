using Viaduct.Load.Limit;
using Viaduct.Load.Measure;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>The hand-written limit on SQLite.</summary>
internal sealed class SqliteLimit : IContestant
{
    private readonly TempFolder _folder = new();
    private SqliteLog? _log;
    private int _files;

    /// <inheritdoc/>
    public string Name => "limit on SQLite";

    /// <inheritdoc/>
    public int? ServerProcessId => null;

    /// <inheritdoc/>
    public int InFlightMax => 20_000;

    /// <inheritdoc/>
    public Task PrepareAsync(DeliverySink sink, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder.Folder($"{++_files}"), "limit.db");
        _log = new SqliteLog(path, body => sink.Deliver(body.Span));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task PublishAsync(int publisher, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        _log!.PublishAsync(body);

    /// <inheritdoc/>
    public Task<Counters> ReadCountersAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new Counters(_log!.WalBytes));

    /// <inheritdoc/>
    public Task ReleaseAsync()
    {
        _log?.Dispose();
        _log = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _folder.Dispose();
    }
}
