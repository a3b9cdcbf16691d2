using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Tests.Failover;

/// <summary>
/// Rule 14 at the moment of a failover: the primary dies between its own flush of a commit and the standby's answer.
/// </summary>
public sealed class UnknownCommitTests : PairTests
{
    private const int Resolved = 4303;

    [Fact]
    public async Task The_standby_has_it_and_it_is_found()
    {
        // Commits wait until the standby shows them, which it does not now, though it has them.
        await Pair.First.AdministerAsync("ALTER SYSTEM SET synchronous_commit = 'remote_apply'");
        await Pair.First.AdministerAsync("SELECT pg_reload_conf()");
        var log = new RecordedLog();
        await using var member = await Member.JoinAsync(Database, log: log);
        await CommitAsync(member, "before");
        await Pair.Second.AdministerAsync("SELECT pg_wal_replay_pause()");
        await Eventually.IsTrueAsync(
            async () => await Pair.Second.AskAsync<string>("SELECT pg_get_wal_replay_pause_state()") == "paused",
            "the standby paused");
        var batch = member.Message("once");
        var commit = member.Commit(batch);
        await member.WaitForBackendAsync("wait_event = 'SyncRep'");
        string flushed = await Pair.First.AskAsync<string>("SELECT pg_current_wal_flush_lsn()::text");
        await Eventually.IsTrueAsync(
            () => Pair.Second.AskAsync<bool>($"SELECT pg_last_wal_receive_lsn() >= '{flushed}'::pg_lsn"),
            "the commit at the standby");
        Assert.False(commit.IsCompleted);
        await Pair.FailOverAsync();

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await CountAsync(OnSecond, batch));
        Assert.Contains(log.Of(Resolved), text => text.EndsWith(": Committed.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_standby_has_it_not_and_it_is_sent_again()
    {
        var log = new RecordedLog();
        await using var member = await Member.JoinAsync(Database, log: log);
        await CommitAsync(member, "before");
        await Pair.Second.StopAsync();
        var batch = member.Message("once");
        var commit = member.Commit(batch);
        await member.WaitForBackendAsync("wait_event = 'SyncRep'");
        await Pair.First.KillAsync();
        await Pair.Second.StartAsync();
        Assert.False(commit.IsCompleted);
        await Pair.Second.PromoteAsync();

        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await CountAsync(OnSecond, batch));
        Assert.Contains(log.Of(Resolved), text => text.EndsWith(": NotCommitted.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_crash_of_the_primary_nothing_is_read_that_no_standby_has()
    {
        await using var writer = await Member.JoinAsync(Database, "writer");
        await using var reader = await Member.JoinAsync(Database, "reader");
        await Pair.Second.StopAsync();
        var batch = writer.Message("seen too early");
        var commit = writer.Commit(batch);
        await writer.WaitForBackendAsync("wait_event = 'SyncRep'");
        await Pair.First.KillAsync();
        await Pair.First.StartAsync();

        // Everybody can see it now, and a failover would forget it.
        Assert.Equal(1, await CountAsync(OnFirst, batch));
        var reading = Task.Run(() => reader.Store.Sessions.ListAsync(default));
        await Eventually.IsTrueAsync(
            async () => await TestDatabases.ScalarAsync<long>(
                OnFirst,
                $"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{reader.ApplicationName}' "
                + "AND wait_event = 'SyncRep'") >= 2,
            "the lock's connection and the reading one behind the standby");
        Assert.False(reading.IsCompleted);
        Assert.False(commit.IsCompleted);
        await Pair.Second.StartAsync();

        await Eventually.Within(reading, "the reading");
        Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
        Assert.Equal(1, await CountAsync(OnFirst, batch));
    }
}
