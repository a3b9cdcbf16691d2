using System.Globalization;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Locks;
using Viaduct.Store.Sqlite.Native;

namespace Viaduct.Store.Sqlite.Writing;

/// <summary>
/// Brings a database up to date: one numbered migration after the other, each in a transaction of its own.
/// </summary>
internal static class Schema
{
    /// <summary>"VDCT": marks a database as ours.</summary>
    public const int ApplicationId = 0x56444354;

    private const string Folder = "Migrations";

    /// <summary>The settings of the writing connection, and the migrations. For the gate's holder.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="files">Where the database is.</param>
    /// <param name="options">The settings.</param>
    /// <param name="change">False to refuse a database that is not up to date.</param>
    /// <param name="logger">Where the migrations are told.</param>
    public static void Prepare(
        Connection connection, StoreFiles files, SqliteStoreOptions options, bool change, ILogger logger)
    {
        var version = Number(connection, "PRAGMA user_version");
        if (version == 0)
        {
            CheckNew(connection, files);
            if (!change) throw TooOld(files, version);
            connection.Execute($"PRAGMA page_size={PageBytes}");
        }
        else if (Number(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw NotOurs(files);
        }
        if (connection.Query("PRAGMA journal_mode=WAL") != "wal")
        {
            throw new StoreRefusedException(
                $"The file system of {files.Database} has no shared memory, which a write-ahead log needs. Put the "
                + "file on a local disk.");
        }
        connection.Execute(
            $"""
            PRAGMA synchronous=FULL;
            PRAGMA secure_delete=OFF;
            PRAGMA temp_store=MEMORY;
            PRAGMA cache_size=-{options.CacheBytes / 1024};
            PRAGMA wal_autocheckpoint=0
            """);
        if (change || version > Names().Count) Migrate(connection, files, version, logger);
        else if (version < Names().Count) throw TooOld(files, version);
        connection.CountWalFrames();
    }

    /// <summary>Bytes of a page. Larger ones cost more log for the small rows of a commit (see README.md).</summary>
    public const int PageBytes = 4096;

    private static void Migrate(Connection connection, StoreFiles files, long version, ILogger logger)
    {
        var migrations = Names();
        if (version > migrations.Count) CheckUnderstood(connection, files, version, migrations.Count);
        for (var next = (int)version + 1; next <= migrations.Count; next++)
        {
            connection.Execute("BEGIN IMMEDIATE");
            try
            {
                connection.Execute(SqlText.LoadFile(Folder, migrations[next - 1]));
                connection.Execute($"PRAGMA application_id={ApplicationId}; PRAGMA user_version={next}; COMMIT");
            }
            catch
            {
                connection.Rest();
                throw;
            }
            logger.Migrated(migrations[next - 1]);
        }
        logger.Opened(SqliteLibrary.Version, SqliteLibrary.Loaded.ToString(), files.Database, migrations.Count);
    }

    // Rule 120. Whoever knows less than the step that made the table does not come here.
    private static void CheckUnderstood(Connection connection, StoreFiles files, long version, int known)
    {
        var understoodFrom = Number(
            connection,
            $"""
            SELECT CASE WHEN COUNT(*) = {version - known} THEN MAX(understood_from) ELSE {version} END
            FROM schema_step WHERE number > {known}
            """);
        if (understoodFrom <= known) return;
        throw new StoreRefusedException(
            $"{files.Database} has schema {version}, and this Viaduct knows {known}: a newer one has used it. Run that "
            + "version, or restore a backup from before.");
    }

    private static void CheckNew(Connection connection, StoreFiles files)
    {
        if (Number(connection, "SELECT COUNT(*) FROM sqlite_master") != 0)
        {
            throw NotOurs(files);
        }
    }

    private static StoreRefusedException TooOld(StoreFiles files, long version) => new(
        $"{files.Database} has schema {version}, and this Viaduct needs {Names().Count}. Start a server of this "
        + "version: it brings the store up to date.");

    private static StoreRefusedException NotOurs(StoreFiles files) => new(
        $"{files.Database} is the SQLite database of another program. Name another file.");

    private static long Number(Connection connection, string sql) =>
        long.Parse(connection.Query(sql)!, CultureInfo.InvariantCulture);

    private static List<string> Names()
    {
        var assembly = typeof(Schema).Assembly;
        var start = $"{assembly.GetName().Name}.{Folder}.";
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.StartsWith(start, StringComparison.Ordinal))
                .Select(name => name[start.Length..]).Order(StringComparer.Ordinal),
        ];
    }
}
