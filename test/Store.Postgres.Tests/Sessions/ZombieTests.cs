using System.Diagnostics;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Store.Postgres.Tests.Sessions;

/// <summary>Rule 24: a process that was paused in the middle of a commit, and is believed dead.</summary>
public sealed class ZombieTests(PostgresServer server) : ProxiedDatabaseTests(server)
{
    [Fact]
    public async Task Half_a_batch_holds_the_fence_until_the_taker_ends_its_connection()
    {
        await using var zombie = await Member.JoinAsync(Database, proxy: Proxy);
        await using var taker = await Member.JoinAsync(Database, "b");
        await zombie.Process.MustCommitAsync(zombie.Process.Commit().Message("warm", zombie.Reader));
        var batch = zombie.Message(new string('x', 2_000_000));
        // The fence is in the first bytes; the server then waits for the rest of the segment.
        Proxy.HoldRequestsAfter(100_000);
        var commit = zombie.Commit(batch);
        await zombie.WaitForBackendAsync("state = 'active' AND wait_event = 'ClientRead' AND backend_xid IS NOT NULL");
        await zombie.Store.LoseSessionsAsync();

        var watch = Stopwatch.StartNew();
        Assert.True(await Eventually.Within(
            taker.Store.Sessions.TakeOverAsync(zombie.Process.Session, default), "the takeover"));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"The takeover took {watch.Elapsed}.");
        Proxy.Flow();

        Assert.IsType<CommitResult.LaneLost>(await Eventually.Within(commit, "the zombie's commit"));
        Assert.Equal(0, await taker.CountAsync(batch));
        await taker.Process.AcquireAsync();
        Assert.Contains(zombie.Lane, taker.Process.Lanes);
    }
}
