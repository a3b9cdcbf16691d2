using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite;
using Viaduct.Support;

namespace Viaduct.Load.Contestants;

/// <summary>A SQLite database in a temporary folder, a new one for each run.</summary>
internal sealed class SqliteBenchStore : IBenchStore
{
    private readonly TempFolder _folder = new();
    private SqliteWalMeter? _wal;
    private SqliteOnlooker? _onlooker;
    private string _path = "";
    private int _files;

    /// <inheritdoc/>
    public int? ServerProcessId => null;

    /// <inheritdoc/>
    public Task<string> CreateAsync(TempFolder folder) =>
        Task.FromResult($"sqlite:{Path.Combine(folder.Folder("store"), "viaduct.db")}");

    /// <inheritdoc/>
    public Task<IStore> OpenAsync(CancellationToken cancellationToken)
    {
        _path = Path.Combine(_folder.Folder($"{++_files}"), "viaduct.db");
        return Task.FromResult<IStore>(
            new SqliteStore(new SqliteStoreOptions { Path = _path }, NullLogger<SqliteStore>.Instance));
    }

    /// <inheritdoc/>
    public Task<long?> ReadWalBytesAsync(CancellationToken cancellationToken)
    {
        _wal ??= new SqliteWalMeter(_path);
        return Task.FromResult<long?>(_wal.Bytes);
    }

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldSnapshotAsync(CancellationToken cancellationToken)
    {
        var onlooker = new SqliteOnlooker(_path);
        await onlooker.HoldAsync();
        return onlooker;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, TableSize>> MeasureTablesAsync(CancellationToken cancellationToken)
    {
        _onlooker ??= new SqliteOnlooker(_path);
        var sizes = (await _onlooker.CountAsync()).ToDictionary(row => row.Key, row => new TableSize(0, row.Value));
        foreach (var file in new DirectoryInfo(Path.GetDirectoryName(_path)!).EnumerateFiles())
        {
            sizes[file.Name] = new TableSize(file.Length, 0);
        }
        return sizes;
    }

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        _wal?.Dispose();
        _wal = null;
        if (_onlooker is not null)
        {
            await _onlooker.DisposeAsync();
            _onlooker = null;
        }
        Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
