using Viaduct.Compliance.Model;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.InMemory;

/// <summary>A box in memory per test.</summary>
public class InMemoryStoreFixture : StoreFixture
{
    private readonly InMemoryBox _box;

    /// <summary>An empty box with the rules of the model, or with those of a broken one.</summary>
    public InMemoryStoreFixture(MessageBoxModel? model = null) =>
        _box = new InMemoryBox(model ?? new MessageBoxModel(), Clock);

    /// <inheritdoc/>
    public override Task CrashAsync(IStore store)
    {
        ((InMemoryStore)store).Crash();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<bool> SetAwayAsync(bool away)
    {
        _box.IsAvailable = !away;
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    protected override Task<IStore> CreateAsync() => Task.FromResult<IStore>(new InMemoryStore(_box));

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync() => Task.CompletedTask;
}
