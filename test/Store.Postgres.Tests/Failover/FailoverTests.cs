using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Tests.Failover;

/// <summary>
/// The primary dies and the standby is promoted: rules 1 to 6 of <c>docs/concepts/store-failover.md</c>.
/// </summary>
public sealed class FailoverTests : PairTests
{
    [Fact]
    public async Task The_living_lock_again_at_the_new_primary_and_nobody_is_taken_over()
    {
        await using var a = await Member.JoinAsync(Database, "a");
        await using var b = await Member.JoinAsync(Database, "b");
        await CommitAsync(a, "before");
        await Pair.FailOverAsync();

        await CommitAsync(a, "after");
        await CommitAsync(b, "after");
        await NobodyIsTakenOverAsync(a, b);
        await LockIsHeldAsync(OnSecond, a);
        await LockIsHeldAsync(OnSecond, b);
        Assert.True(await a.Store.Sessions.HeartbeatAsync(a.Process.Session, default));
    }

    [Fact]
    public async Task Who_dies_with_the_primary_is_dead_after_a_lease_and_its_name_is_free()
    {
        await using var watcher = await Member.JoinAsync(Database, "watcher", with: ShortLease);
        var dead = await Member.JoinAsync(Database, "a", with: ShortLease);
        await Pair.First.KillAsync();
        await dead.DisposeAsync();
        await Pair.Second.PromoteAsync();

        await Eventually.IsTrueAsync(() => AnswersAsync(watcher), "the database back");
        await Eventually.IsTrueAsync(
            () => watcher.Store.Sessions.TakeOverAsync(dead.Process.Session, default), "the takeover");
        await using var successor = await Member.JoinAsync(Database, "a", with: ShortLease);
        await CommitAsync(successor, "after");
    }

    [Fact]
    public async Task The_old_primary_that_comes_back_is_refused_and_named()
    {
        var log = new RecordedLog();
        await using var member = await Member.JoinAsync(Database, "a", with: Attentive, log: log);
        await Pair.FailOverAsync();
        await CommitAsync(member, "after");

        await Pair.First.StartAsync();
        await Eventually.IsTrueAsync(() => Task.FromResult(log.Of(4311).Count > 0), "the second primary named");
        Assert.Contains($":{Pair.First.Port} takes writes on timeline 1", log.Of(4311)[0], StringComparison.Ordinal);

        // It is all that answers, and is not used either.
        await Pair.Second.StopAsync();
        await Eventually.IsTrueAsync(async () => !await AnswersAsync(member), "the database away");
        var away = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => member.Store.Sessions.ListAsync(default));
        Assert.Contains("2 has replaced it", away.Message, StringComparison.Ordinal);
        await Pair.Second.StartAsync();
        await Eventually.IsTrueAsync(() => AnswersAsync(member), "the database back");
        await CommitAsync(member, "once more");
        Assert.Single(log.Of(4311));
        Assert.Single(log.Of(4309));
    }

    [Fact]
    public async Task A_process_that_has_seen_neither_takes_the_higher_timeline()
    {
        await using (var before = await Member.JoinAsync(Database, "before")) await CommitAsync(before, "before");
        await Pair.FailOverAsync();
        // The first in the address, and takes writes.
        await Pair.First.StartAsync();

        await using var fresh = await Member.JoinAsync(Database, "fresh");
        await CommitAsync(fresh, "after");
        Assert.Equal(1L, await SessionsAsync(OnSecond));
        Assert.Equal(0L, await SessionsAsync(OnFirst));
    }

    [Fact]
    public async Task Processes_at_a_primary_that_was_cut_off_leave_it_for_the_promoted_one()
    {
        var log = new RecordedLog();
        await using var member = await Member.JoinAsync(Database, "a", with: Attentive, log: log);
        await CommitAsync(member, "before");
        // The old one works on, and its commits wait for a standby that it has lost.
        await Pair.Second.PromoteAsync();
        var batch = member.Message("once");

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(member.Commit(batch), "the commit"));
        Assert.Equal(1, await CountAsync(OnSecond, batch));
        Assert.Equal(0, await CountAsync(OnFirst, batch));
        await LockIsHeldAsync(OnSecond, member);
        Assert.True(await member.Store.Sessions.HeartbeatAsync(member.Process.Session, default));
        await Eventually.IsTrueAsync(() => Task.FromResult(log.Of(4311).Count > 0), "the old primary named");
    }

    [Fact]
    public async Task A_heartbeat_that_the_old_primary_never_answers_is_left_behind()
    {
        await using var member = await Member.JoinAsync(Database, "a", with: Attentive);
        Assert.True(await member.Store.Sessions.HeartbeatAsync(member.Process.Session, default));
        await Pair.Second.PromoteAsync();

        await Eventually.IsTrueAsync(() => BeatsAsync(member), "a heartbeat");
        Assert.Equal(1L, await TestDatabases.ScalarAsync<long>(
            OnSecond, $"SELECT count(*) FROM session WHERE id = {member.Process.Session} AND heartbeat > 1"));
    }

    [Fact]
    public async Task A_server_that_is_started_while_no_node_is_the_primary_waits()
    {
        await Eventually.IsTrueAsync(
            () => Pair.Second.AskAsync<bool>("SELECT count(*) > 0 FROM pg_database WHERE datname LIKE 'test%'"),
            "the database at the standby");
        await Pair.First.KillAsync();
        var options = new PostgresStoreOptions { ConnectionString = Database };
        await using var store = new PostgresStore(options);

        var away = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync("test", default));
        Assert.Contains($":{Pair.Second.Port} is a standby", away.Message, StringComparison.Ordinal);
        Assert.Contains($":{Pair.First.Port}", away.Message, StringComparison.Ordinal);
        await Pair.Second.PromoteAsync();
        await Eventually.IsTrueAsync(() => PreparesAsync(store), "the store prepared");
    }

    private static PostgresStoreOptions ShortLease(PostgresStoreOptions options) =>
        options with { Lease = TimeSpan.FromMilliseconds(500) };

    private static PostgresStoreOptions Attentive(PostgresStoreOptions options) =>
        options with { LookAroundEvery = TimeSpan.FromMilliseconds(200) };

    private static Task<long> SessionsAsync(string database) =>
        TestDatabases.ScalarAsync<long>(database, "SELECT count(*) FROM session WHERE server = 'fresh'");

    private static Task<bool> AnswersAsync(Member member) =>
        SucceedsAsync(async () => await member.Store.Sessions.ListAsync(default));

    private static Task<bool> PreparesAsync(PostgresStore store) =>
        SucceedsAsync(() => store.PrepareAsync("test", default));

    private static async Task<bool> BeatsAsync(Member member)
    {
        bool beats = false;
        return await SucceedsAsync(
            async () => beats = await member.Store.Sessions.HeartbeatAsync(member.Process.Session, default)) && beats;
    }

    private static async Task<bool> SucceedsAsync(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }
}
