using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Reading;

/// <summary>A connection that only reads.</summary>
internal sealed class ReadConnection : IDisposable
{
    private const int CacheKilobytes = 4096;

    // What a reader may wait for: another process that has died has left a log to be recovered, and a third one does
    // it.
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromSeconds(5);

    private readonly StoreFiles _files;
    private readonly Connection _connection;

    public ReadConnection(StoreFiles files)
    {
        _files = files;
        _connection = Connection.Open(files.Database, create: false, s_busyTimeout);
        _connection.Execute(
            $"PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-{CacheKilobytes}; "
            + "PRAGMA temp_store=MEMORY");
    }

    public T Read<T>(Func<Connection, T> read)
    {
        try
        {
            return read(_connection);
        }
        catch (SqliteException failure)
        {
            throw failure.MeansCorrupt
                ? new StoreRefusedException(
                    $"{_files.Database} is damaged ({failure.Message}): stop Viaduct and restore a backup.", failure)
                : new StoreUnavailableException($"{_files.Database} cannot be read ({failure.Message}).", failure);
        }
        finally
        {
            _connection.Rest();
        }
    }

    public void Dispose() => _connection.Dispose();
}
