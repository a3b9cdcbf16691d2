using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Reading;
using Viaduct.Store.Sqlite.Threads;
using Viaduct.Store.Sqlite.Writing;

namespace Viaduct.Store.Sqlite;

/// <summary>
/// A store in one SQLite file: one machine, one user, a local disk, any number of processes. See README.md in this
/// folder.
/// </summary>
public sealed class SqliteStore : IStore
{
    private readonly SqliteStoreOptions _options;
    private readonly Availability _availability;
    private readonly Writer _writer;
    private readonly ReaderPool _readers;
    private readonly HeartbeatThread _heartbeats;
    private readonly SqliteSessionStore _sessions;
    private readonly SqliteMaintenanceStore _maintenance;
    private int _disposed;

    /// <summary>A store on a file. Nothing is opened before <see cref="PrepareAsync"/>.</summary>
    /// <param name="options">The file and the limits.</param>
    /// <param name="logger">Where it says what happens to it.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public SqliteStore(SqliteStoreOptions options, ILogger<SqliteStore> logger)
    {
        if (options.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }
        _options = options;
        _availability = new Availability(options.UnavailableAfter);
        _writer = new Writer(options, _availability, logger);
        _readers = new ReaderPool(options.ReadConnections, _availability);
        _heartbeats = new HeartbeatThread(options, _availability, logger);
        _writer.Hinted = _heartbeats.Hint;
        Sessions = _sessions = new SqliteSessionStore(_writer, _readers, _heartbeats, logger);
        Log = new SqliteLogStore(_writer, _readers);
        OpenItems = new SqliteOpenItemStore(_writer, _readers, options.TimeProvider);
        Receipts = new SqliteReceiptStore(_writer, _readers);
        Configuration = new SqliteConfigurationStore(_writer, _readers);
        Trials = new SqliteTrialStore(_writer, _readers, options.TimeProvider);
        Tracking = new SqliteTrackingStore(_readers);
        Bodies = new SqliteBodyStore(_writer, _readers);
        Drills = new SqliteDrillStore(_writer, _readers);
        Leases = new SqliteLeaseStore(_writer, _readers);
        Maintenance = _maintenance = new SqliteMaintenanceStore(_writer, _readers);
    }

    /// <inheritdoc/>
    public string Description => SqliteStoreOptions.Scheme + _options.Path;

    /// <inheritdoc/>
    public ISessionStore Sessions { get; }

    /// <inheritdoc/>
    public ILogStore Log { get; }

    /// <inheritdoc/>
    public IOpenItemStore OpenItems { get; }

    /// <inheritdoc/>
    public IReceiptStore Receipts { get; }

    /// <inheritdoc/>
    public IConfigurationStore Configuration { get; }

    /// <inheritdoc/>
    public ITrialStore Trials { get; }

    /// <inheritdoc/>
    public ITrackingStore Tracking { get; }

    /// <inheritdoc/>
    public IBodyStore Bodies { get; }

    /// <inheritdoc/>
    public IDrillStore Drills { get; }

    /// <inheritdoc/>
    public ILeaseStore Leases { get; }

    /// <inheritdoc/>
    public IMaintenanceStore Maintenance { get; }

    /// <inheritdoc/>
    public bool IsAvailable => _availability.IsAvailable;

    /// <inheritdoc/>
    public async Task PrepareAsync(string group, CancellationToken cancellationToken)
    {
        var files = await _writer.OpenAsync(database => database.BelongTo(group), make: true, cancellationToken);
        Open(files);
    }

    /// <inheritdoc/>
    public async Task<string> OpenAsync(CancellationToken cancellationToken)
    {
        string group = "";
        var files = await _writer.OpenAsync(database => group = database.Group(), make: false, cancellationToken);
        Open(files);
        return group;
    }

    /// <inheritdoc/>
    public Task WaitForHintAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        _heartbeats.WaitAsync(longest, cancellationToken);

    /// <summary>
    /// Closes the store. What is owned stays owned, and is free for a taker, unless sessions were ended.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        // It waits for threads: not on the thread pool's time.
        await Task.Factory.StartNew(
            Close, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>For tests: the locks of its sessions are free, as after the death of the process. It goes on.</summary>
    internal void LoseSessions() => _sessions.Dispose();

    /// <summary>For tests: what a PRAGMA of the writing connection says.</summary>
    internal Task<string?> AskWriterAsync(string pragma) => _writer.AskAsync(pragma);

    private void Open(StoreFiles files)
    {
        _sessions.Open(files);
        _maintenance.Open(files);
        _readers.Open(files);
        _heartbeats.Open(files);
    }

    private void Close()
    {
        _heartbeats.Dispose();
        _readers.Dispose();
        _writer.Dispose();
        _sessions.Dispose();
    }
}
