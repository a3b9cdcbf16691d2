using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Store;
using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Hints;
using Viaduct.Store.Postgres.Preparing;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres;

/// <summary>
/// The message box on PostgreSQL, 14 or later. One instance is one process of the group; disposing of it is what the
/// end of the process would be to the others: end the session first to go in good order.
/// </summary>
public sealed class PostgresStore : IStore
{
    private readonly Health _health;
    private readonly SessionLinks _links;
    private readonly HintListener _listener;
    private readonly PostgresStoreOptions _options;
    private readonly ILogger _logger;
    private readonly LinkCut _cut;

    /// <summary>A store that is reached as the options say. Nothing is connected yet.</summary>
    /// <exception cref="StoreRefusedException">The connection string is not valid.</exception>
    public PostgresStore(PostgresStoreOptions options, ILogger? logger = null)
    {
        _options = options;
        _logger = logger ?? NullLogger.Instance;
        var target = new ConnectionTarget(options);
        Description = target.Description;
        _cut = target.Cut;
        _health = new Health(_logger);
        _links = new SessionLinks(target, new Primary(_logger), _health, options, _logger);
        _listener = new HintListener(_links);
        var hints = new HintSender(_links);
        Sessions = new PostgresSessionStore(_links, hints, options, _logger);
        Log = new PostgresLogStore(_links, hints);
        OpenItems = new PostgresOpenItemStore(_links, hints, options.Clock);
        Receipts = new PostgresReceiptStore(_links);
        Configuration = new PostgresConfigurationStore(_links, hints, options.Clock);
        Trials = new PostgresTrialStore(_links, hints, options.Clock);
        Tracking = new PostgresTrackingStore(_links);
        Bodies = new PostgresBodyStore(_links);
        Drills = new PostgresDrillStore(_links);
        Leases = new PostgresLeaseStore(_links, hints, options.Clock);
        Maintenance = new PostgresMaintenanceStore(_links, options);
    }

    /// <inheritdoc/>
    public string Description { get; }

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
    public bool IsAvailable => _health.IsAvailable;

    /// <inheritdoc/>
    public IStoreCut? Cut => _cut.IsPossible ? _cut : null;

    /// <inheritdoc/>
    public Task PrepareAsync(string group, CancellationToken cancellationToken) =>
        Preparation().RunAsync(group, cancellationToken);

    /// <inheritdoc/>
    public Task<string> OpenAsync(CancellationToken cancellationToken) => Preparation().LookAsync(cancellationToken);

    /// <inheritdoc/>
    public Task WaitForHintAsync(TimeSpan longest, CancellationToken cancellationToken) =>
        _listener.WaitAsync(longest, cancellationToken);

    /// <summary>For tests: the process of this store is dead to the others, and does not know it.</summary>
    internal Task LoseSessionsAsync() => _links.LoseAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await _links.DisposeAsync();
    }

    private Preparation Preparation() => new(_links.General, Description, _options, _logger);
}
