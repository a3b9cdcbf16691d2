using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Store.Sqlite.Threads;

namespace Viaduct.Store.Sqlite.Reading;

/// <summary>A connection that only reads. Opened by the first read, and again if that fails.</summary>
internal sealed class ReadConnection(StoreFiles files, Availability availability) : IDisposable
{
    private const int CacheKilobytes = 4096;

    // What a reader may wait for: another process has died and left a log to be recovered, and a third one does it.
    private static readonly TimeSpan s_busyTimeout = TimeSpan.FromSeconds(5);

    private readonly FilePresence _file = new(files.Database);
    private Connection? _connection;

    public T Read<T>(Func<Connection, T> read)
    {
        try
        {
            if (!_file.IsThere)
            {
                throw new StoreUnavailableException(_file.Text);
            }
            var result = read(_connection ??= Open());
            availability.Read(works: true);
            return result;
        }
        catch (SqliteException failure)
        {
            availability.Read(works: false);
            throw failure.MeansCorrupt
                ? new StoreRefusedException(
                    $"{files.Database} is damaged ({failure.Message}): stop Viaduct and restore a backup.", failure)
                : new StoreUnavailableException($"{files.Database} cannot be read ({failure.Message}).", failure);
        }
        catch (IOException failure)
        {
            availability.Read(works: false);
            throw new StoreUnavailableException(
                $"The files of {files.Database} cannot be used: {failure.Message}", failure);
        }
        catch (StoreUnavailableException)
        {
            availability.Read(works: false);
            throw;
        }
        finally
        {
            _connection?.Rest();
        }
    }

    public void Dispose() => _connection?.Dispose();

    private Connection Open()
    {
        var connection = Connection.Open(files.Database, create: false, s_busyTimeout);
        try
        {
            connection.Execute(
                $"PRAGMA query_only=ON; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-{CacheKilobytes}; "
                + "PRAGMA temp_store=MEMORY");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
