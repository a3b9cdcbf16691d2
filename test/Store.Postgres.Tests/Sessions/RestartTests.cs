using System.Diagnostics;
using Npgsql;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Sessions;

/// <summary>Rule 21: locks that are free because the database restarted say nothing about who lives.</summary>
public sealed class RestartTests(OwnServer own) : IClassFixture<OwnServer>, IAsyncLifetime
{
    private readonly PostgresServer _server = own.Server;
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await _server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task After_a_restart_the_living_take_their_locks_again_and_go_on()
    {
        await using var a = await Member.JoinAsync(_database, "a");
        await using var b = await Member.JoinAsync(_database, "b");
        await _server.RestartAsync();

        var watch = Stopwatch.StartNew();
        await a.Process.MustCommitAsync(a.Process.Commit().Message("after", a.Reader));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"The first commit took {watch.Elapsed}.");
        await NobodyIsTakenOverAsync(a, b);
        await LocksAreHeldAsync(a);
    }

    [Fact]
    public async Task A_crash_of_one_server_process_frees_all_locks_and_nobody_is_taken_over()
    {
        await using var a = await Member.JoinAsync(_database, "a");
        await using var b = await Member.JoinAsync(_database, "b");
        await using var connection = await TestDatabases.OpenAsync(_database);

        // PostgreSQL restarts itself: same first process, same timeline, no locks.
        var before = await RecoveredAtAsync();
        Signals.Send(connection.ProcessID, Signals.Kill);
        await Eventually.IsTrueAsync(async () => await RecoveredAtAsync() > before, "the database back");
        await Eventually.IsTrueAsync(() => AnswersAsync(a), "the database back for a");
        await Eventually.IsTrueAsync(() => AnswersAsync(b), "the database back for b");

        await NobodyIsTakenOverAsync(a, b);
        await LocksAreHeldAsync(b);
        await b.Process.MustCommitAsync(b.Process.Commit().Message("after", b.Reader));
    }

    [Fact]
    public async Task Who_died_with_the_database_is_dead_after_a_lease_and_its_name_is_free()
    {
        await using var watcher = await Member.JoinAsync(_database, "watcher", with: ShortLease);
        var dead = await Member.JoinAsync(_database, "a", with: ShortLease);
        await _server.StopAsync();
        await dead.DisposeAsync();
        await _server.StartAsync();

        await Eventually.IsTrueAsync(() => AnswersAsync(watcher), "the database back");
        Assert.False(await watcher.Store.Sessions.TakeOverAsync(dead.Process.Session, default));
        await Eventually.IsTrueAsync(
            async () => (await watcher.Store.Sessions.ListAsync(default))
                .Single(row => row.Id == dead.Process.Session) is { LockHeld: false },
            "the dead session seen as dead");
        // Its successor judges by itself, and needs no other process.
        await using var successor = await Member.JoinAsync(_database, "a", with: ShortLease);
        // Whoever takes over has watched it too.
        await Eventually.IsTrueAsync(
            () => watcher.Store.Sessions.TakeOverAsync(dead.Process.Session, default), "the takeover");
    }

    private static PostgresStoreOptions ShortLease(PostgresStoreOptions options) =>
        options with { Lease = TimeSpan.FromMilliseconds(500) };

    private async Task<DateTime> RecoveredAtAsync()
    {
        try
        {
            return await TestDatabases.ScalarAsync<DateTime>(
                _database, "SELECT pg_stat_get_bgwriter_stat_reset_time()");
        }
        catch (NpgsqlException)
        {
            return DateTime.MinValue;
        }
    }

    private static async Task<bool> AnswersAsync(Member member)
    {
        try
        {
            await member.Store.Sessions.ListAsync(default);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private static async Task NobodyIsTakenOverAsync(params Member[] all)
    {
        foreach (var one in all)
        {
            Assert.All(await one.Store.Sessions.ListAsync(default), row => Assert.True(row.LockHeld));
            foreach (var other in all)
            {
                Assert.False(await one.Store.Sessions.TakeOverAsync(other.Process.Session, default));
            }
        }
    }

    private Task LocksAreHeldAsync(Member member) => Eventually.IsTrueAsync(
        async () => await TestDatabases.ScalarAsync<long>(
            _database,
            $"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {member.Process.Session}") == 1,
        "the lock taken again");
}
