using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests;

/// <summary>A file in a folder of its own per test.</summary>
public sealed class SqliteStoreFixture : StoreFixture
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public override Task CrashAsync(IStore store)
    {
        ((SqliteStore)store).LoseSessions();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task<IStore> CreateAsync() => Task.FromResult<IStore>(new SqliteStore(
        new SqliteStoreOptions { Path = _folder.PathOf("viaduct.db"), TimeProvider = Clock },
        NullLogger<SqliteStore>.Instance));

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
