using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Writing;

/// <summary>A full disk: commits say so, leave nothing behind, and go on when there is room.</summary>
public sealed class NoRoomTests(PostgresServer server) : IAsyncLifetime
{
    private const string Tablespace = "small";
    private string _database = "";
    private string? _folder;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabases.TakeAsync(server);
        _folder = await server.TryMountAsync(megabytes: 16);
    }

    public async ValueTask DisposeAsync()
    {
        await TestDatabases.GiveBackAsync(server, _database);
        if (_folder is null) return;
        await server.AdministerAsync($"DROP TABLESPACE IF EXISTS {Tablespace}");
        await PostgresServer.UnmountAsync(_folder);
    }

    [Fact]
    public async Task A_commit_without_room_says_so_and_leaves_nothing_and_later_ones_go_on()
    {
        Assert.SkipWhen(_folder is null, "Only root can make a small disk.");
        await using var member = await Member.JoinAsync(_database);
        var process = member.Process;
        await server.AdministerAsync($"CREATE TABLESPACE {Tablespace} OWNER viaduct LOCATION '{_folder}'");
        await TestDatabases.ExecuteAsync(_database, $"ALTER TABLE segment_1 SET TABLESPACE {Tablespace}");
        await TestDatabases.ExecuteAsync(
            _database,
            $"CREATE TABLE filler TABLESPACE {Tablespace} AS SELECT repeat('x', 2000) FROM generate_series(1, 3000)");

        var last = process.LastSequenceOf(member.Lane);
        CommitResult result;
        do
        {
            last = process.LastSequenceOf(member.Lane);
            result = await process.CommitAsync(process.Commit()
                .Message(new string('x', 1_000_000), member.Reader).Receipt(Compliance.Some.Key(), false));
        }
        while (result is CommitResult.Committed && last < 100);

        Assert.Contains("room", Assert.IsType<CommitResult.NoRoom>(result).Text, StringComparison.Ordinal);
        Assert.Equal(last, (await member.Store.Log.ReadHeadsAsync(default))[member.Lane]);
        Assert.Equal(last, await TestDatabases.ScalarAsync<long>(_database, "SELECT count(*) FROM receipt"));
        await TestDatabases.ExecuteAsync(_database, "DROP TABLE filler");
        await process.MustCommitAsync(process.Commit().Message("there is room", member.Reader));
    }
}
