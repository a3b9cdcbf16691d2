using Viaduct.Core.Store;

namespace Viaduct.Store.Postgres.Tests.Failover;

/// <summary>A synchronous standby that stands still: everything waits, and nothing else happens.</summary>
public sealed class StalledStandbyTests : PairTests
{
    [Fact]
    public async Task Nothing_is_cancelled_nobody_is_taken_over_and_all_goes_on_when_it_does()
    {
        var log = new RecordedLog();
        await using var a = await Member.JoinAsync(Database, "a", with: Impatient, log: log);
        await using var b = await Member.JoinAsync(Database, "b", with: Impatient);
        Pair.Second.Pause();
        try
        {
            var batch = a.Message("once");
            var commit = a.Commit(batch);
            var beat = Task.Run(() => b.Store.Sessions.HeartbeatAsync(b.Process.Session, default));
            await a.WaitForBackendAsync("wait_event = 'SyncRep'");
            await b.WaitForBackendAsync("wait_event = 'SyncRep'");
            // Said after a second, which is twice the lease.
            await Eventually.IsTrueAsync(() => Task.FromResult(log.Of(4313).Count > 0), "the standby named");

            Assert.All(await a.Store.Sessions.ListAsync(default), row => Assert.True(row.LockHeld));
            Assert.All(await b.Store.Sessions.ListAsync(default), row => Assert.True(row.LockHeld));
            Assert.False(commit.IsCompleted);
            Assert.False(beat.IsCompleted);
            Assert.Equal(0, await CountAsync(OnFirst, batch));
            Pair.Second.Continue();

            Assert.Equal(CommitResult.Committed.Instance, await Eventually.Within(commit, "the commit"));
            Assert.True(await Eventually.Within(beat, "the heartbeat"));
            Assert.Equal(1, await CountAsync(OnFirst, batch));
            Assert.Empty(log.Of(4302));
        }
        finally
        {
            Pair.Second.Continue();
        }
    }

    private static PostgresStoreOptions Impatient(PostgresStoreOptions options) =>
        options with { Lease = TimeSpan.FromMilliseconds(500), SilenceMax = TimeSpan.FromSeconds(1) };
}
