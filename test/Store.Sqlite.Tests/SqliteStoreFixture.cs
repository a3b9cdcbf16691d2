using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;
using Viaduct.Store.Sqlite.Native;
using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests;

/// <summary>A file in a folder of its own per test.</summary>
public sealed class SqliteStoreFixture : StoreFixture
{
    private readonly TempFolder _folder = new();
    private Connection? _counting;

    /// <summary>The database file.</summary>
    public string Path => _folder.PathOf("viaduct.db");

    /// <inheritdoc/>
    public override Task CrashAsync(IStore store)
    {
        ((SqliteStore)store).LoseSessions();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<bool> StepAheadAsync(bool isUnderstood)
    {
        using var connection = Connection.Open(Path, create: false, TimeSpan.FromSeconds(10));
        int known = int.Parse(connection.Query("PRAGMA user_version")!);
        connection.Execute(
            $"""
            BEGIN IMMEDIATE;
            CREATE TABLE of_a_newer_version (any TEXT);
            INSERT INTO schema_step VALUES ({known + 1}, {(isUnderstood ? known : known + 1)});
            PRAGMA user_version={known + 1};
            COMMIT
            """);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    /// <remarks>The file is moved away, as a person does who tidies up under a running server.</remarks>
    public override Task<bool> SetAwayAsync(bool away)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux a store notices that its file is gone.");
        File.Move(away ? Path : Path + ".away", away ? Path + ".away" : Path);
        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public override Task<long?> CountUpdatedRowsAsync()
    {
        if (_counting is null)
        {
            _counting = Connection.Open(Path, create: false, TimeSpan.FromSeconds(10));
            _counting.Execute(
                """
                CREATE TABLE updated (of_table TEXT NOT NULL);
                CREATE TRIGGER lane_updated AFTER UPDATE ON lane BEGIN INSERT INTO updated VALUES ('lane'); END;
                CREATE TRIGGER reader_lane_updated AFTER UPDATE ON reader_lane
                BEGIN INSERT INTO updated VALUES ('reader_lane'); END
                """);
        }
        return Task.FromResult<long?>(long.Parse(_counting.Query("SELECT COUNT(*) FROM updated")!));
    }

    /// <inheritdoc/>
    protected override Task<IStore> CreateAsync() => Task.FromResult<IStore>(new SqliteStore(
        new SqliteStoreOptions { Path = Path, TimeProvider = Clock }, NullLogger<SqliteStore>.Instance));

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync()
    {
        _counting?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }
}
