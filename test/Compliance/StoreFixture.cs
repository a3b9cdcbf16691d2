using Viaduct.Core.Store;

namespace Viaduct.Compliance;

/// <summary>
/// One empty database for one test, and the processes over it. A provider adds one class: how to open a store, how its
/// process dies, how the database goes.
/// </summary>
public abstract class StoreFixture : IAsyncDisposable
{
    /// <summary>The group of every test.</summary>
    public const string Group = "contoso";

    private readonly List<IStore> _stores = [];

    /// <summary>The clock that every store of the fixture dates by.</summary>
    public ManualClock Clock { get; } = new();

    /// <summary>Opens another store over the same database, as another process does, and prepares it.</summary>
    public async Task<IStore> OpenAsync()
    {
        var store = await ConnectAsync();
        await store.PrepareAsync(Group, CancellationToken.None);
        return store;
    }

    /// <summary>As <see cref="OpenAsync"/>, without the preparation.</summary>
    public async Task<IStore> ConnectAsync()
    {
        var store = await CreateAsync();
        lock (_stores)
        {
            _stores.Add(store);
        }
        return store;
    }

    /// <summary>
    /// The store's process dies: its session lock is released and its connections break, without any orderly end. When
    /// this returns, every other process can see that it is dead. The object may be used on: it is then a process that
    /// was believed dead and goes on, that never takes its lock again, and that may be cut off again.
    /// </summary>
    public abstract Task CrashAsync(IStore store);

    /// <summary>
    /// How many rows of the tables of lanes and readers in lanes were updated since the database was made, or null if
    /// this store cannot count them.
    /// </summary>
    public virtual Task<long?> CountUpdatedRowsAsync() => Task.FromResult<long?>(null);

    /// <summary>
    /// Makes the database look as a newer version leaves it, with one step of the schema more. False if this store has
    /// no schema.
    /// </summary>
    /// <param name="isUnderstood">True if the step says that this version understands what comes of it.</param>
    public virtual Task<bool> StepAheadAsync(bool isUnderstood) => Task.FromResult(false);

    /// <summary>
    /// Takes the database away from all stores (connections break, new ones are refused), or gives it back. False if
    /// that cannot be done to this store.
    /// </summary>
    public virtual Task<bool> SetAwayAsync(bool away) => Task.FromResult(false);

    /// <summary>Disposes the stores, then removes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
        await RemoveDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new store over the fixture's database, with the fixture's clock as the store's clock.</summary>
    protected abstract Task<IStore> CreateAsync();

    /// <summary>Removes the database, or gives it back to a pool. Called once, after all stores are disposed.</summary>
    protected abstract Task RemoveDatabaseAsync();
}
