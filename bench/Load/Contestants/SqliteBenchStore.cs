using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>A SQLite database in a temporary folder.</summary>
internal sealed class SqliteBenchStore : IBenchStore
{
    private readonly TempFolder _folder = new();
    private int _files;

    /// <inheritdoc/>
    public int? ServerProcessId => null;

    /// <inheritdoc/>
    public Task<IStore> OpenAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder.Folder($"{++_files}"), "viaduct.db");
        return Task.FromResult<IStore>(
            new SqliteStore(new SqliteStoreOptions { Path = path }, NullLogger<SqliteStore>.Instance));
    }

    /// <inheritdoc/>
    public Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    /// <inheritdoc/>
    public Task CloseAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
