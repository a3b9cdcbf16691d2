using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>
/// One process' view of an <see cref="InMemoryBox"/>: a complete store for tests of what works on a store. Open several
/// over one box for several processes.
/// </summary>
public sealed class InMemoryStore : IStore
{
    private readonly InMemoryBox _box;
    private readonly InMemorySessions _sessions;
    private Task _hint;

    /// <summary>A process over a box.</summary>
    public InMemoryStore(InMemoryBox box)
    {
        _box = box;
        _hint = box.NextHint();
        Sessions = _sessions = new InMemorySessions(box);
        Log = new InMemoryLog(box);
        OpenItems = new InMemoryOpenItems(box);
        Receipts = new InMemoryReceipts(box);
        Configuration = new InMemoryConfiguration(box);
        Trials = new InMemoryTrials(box);
        Tracking = new InMemoryTracking(box);
        Bodies = new InMemoryBodies(box);
        Drills = new InMemoryDrills(box);
        Leases = new InMemoryLeases(box);
        Maintenance = new InMemoryMaintenance(box);
    }

    /// <inheritdoc/>
    public string Description => "in memory";

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
    public bool IsAvailable => _box.IsAvailable;

    /// <summary>The process dies: its locks are free, nothing else changes.</summary>
    public void Crash() => _sessions.Crash();

    /// <summary>As <see cref="Crash"/>, and what still runs of the process never joins again.</summary>
    public void Die() => _sessions.Die();

    /// <inheritdoc/>
    public Task PrepareAsync(string group, CancellationToken cancellationToken) => _box.Call(
        (model, _) =>
        {
            model.Group ??= group;
            return model.Group == group ? true : throw new StoreRefusedException(
                $"The store belongs to the group '{model.Group}', not to '{group}': name that group or another store.");
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<string> OpenAsync(CancellationToken cancellationToken) => _box.Call(
        (model, _) => model.Group ?? throw new StoreRefusedException("There is no store yet: start a server."),
        cancellationToken);

    /// <inheritdoc/>
    public async Task WaitForHintAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        try
        {
            await _hint.WaitAsync(longest, _box.Clock, cancellationToken);
            _hint = _box.NextHint();
        }
        catch (TimeoutException)
        {
            // The time is over: as good as a hint.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sessions.Crash();
        return ValueTask.CompletedTask;
    }
}
