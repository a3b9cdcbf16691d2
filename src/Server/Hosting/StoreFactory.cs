using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;
using Viaduct.Store.Postgres;
using Viaduct.Store.Sqlite;

namespace Viaduct.Server.Hosting;

/// <summary>Makes stores of their addresses. Nothing is opened yet.</summary>
public static class StoreFactory
{
    /// <summary>The store at an address.</summary>
    /// <param name="address"><c>sqlite:PATH</c> or <c>postgres://USER@HOST,HOST/DATABASE</c>.</param>
    /// <param name="folder">What a relative path of SQLite is relative to.</param>
    /// <param name="loggers">Where the store says what happens to it.</param>
    /// <exception cref="FormatException">The address is none; says why.</exception>
    public static IStore Create(string address, string folder, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!StoreAddress.TryParse(address, out var store, out string why))
            throw new FormatException(
                $"The address of the store is not usable. {why} "
                + "Write sqlite:PATH or postgres://USER@HOST,HOST/DATABASE.");
        return store.IsSqlite
            ? new SqliteStore(
                new SqliteStoreOptions { Path = Path.Combine(Path.GetFullPath(folder), store.Path!) },
                loggers.CreateLogger<SqliteStore>())
            : new PostgresStore(
                new PostgresStoreOptions { ConnectionString = address }, loggers.CreateLogger<PostgresStore>());
    }
}
