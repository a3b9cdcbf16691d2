using Viaduct.Compliance;
using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Tests.Processes;

/// <summary>Processes that are killed or hang, as processes.</summary>
public sealed class DeathTests
{
    [Fact]
    public async Task A_killed_process_is_taken_over_at_once()
    {
        await using var group = await Group.CreateAsync();
        var a = await group.JoinAsync("a");
        var b = await group.StartAsync("commit", "b", "committed");
        var session = await group.SessionOfAsync("b");
        Assert.False(await group.Store.Sessions.TakeOverAsync(session, default));

        await b.KillAsync();

        Assert.True(await group.Store.Sessions.TakeOverAsync(session, default));
        var holdings = await a.AcquireAsync();
        Assert.Contains(holdings.Lanes, lane => lane.LastSequence > 0);
        Assert.DoesNotContain(await group.Store.Sessions.ListAsync(default), one => one.Id == session);
    }

    [Fact]
    public async Task Death_inside_a_transaction_frees_the_gate_and_leaves_nothing_of_it()
    {
        await using var group = await Group.CreateAsync();
        var a = await group.JoinAsync("a");
        var b = await group.StartAsync("hang", "b", "inside");
        var waiting = a.CommitAsync(a.Commit().Message("waits", a.Reader("send")));
        Assert.False(waiting.IsCompleted);

        await b.KillAsync();

        Assert.Equal(CommitResult.Committed.Instance, await waiting.WaitAsync(Group.Limit));
        Assert.True(await group.Store.Sessions.TakeOverAsync(await group.SessionOfAsync("b"), default));
        var lanes = (await a.AcquireAsync()).Lanes.Where(lane => lane.LastSequence > 0 && lane.Lane != a.Lane);
        Assert.Equal(["kept"], await a.ReadAsync(a.Reader("send"), Assert.Single(lanes).Lane));
        Assert.Empty(await group.Store.Receipts.FindAsync([Some.Key("lost")], default));
    }

    [Fact]
    public async Task While_a_process_hangs_inside_a_transaction_heartbeats_and_reads_go_on()
    {
        await using var group = await Group.CreateAsync();
        var a = await group.JoinAsync("a");
        var b = await group.StartAsync("hang", "b", "inside");
        b.Pause();
        var waiting = a.CommitAsync(a.Commit().Message("waits", a.Reader("send")));

        for (var beats = 0; beats < 100; beats++)
        {
            Assert.True(await a.Store.Sessions.HeartbeatAsync(a.Session, default).WaitAsync(Group.Limit));
        }
        Assert.Equal(100, (await a.Store.Sessions.ListAsync(default)).Single(one => one.Id == a.Session).Heartbeat);
        while (a.Store.IsAvailable)
        {
            await a.Store.WaitForHintAsync(TimeSpan.FromMilliseconds(50), default);
        }
        Assert.False(waiting.IsCompleted);
        Assert.True(await a.Store.Sessions.HeartbeatAsync(a.Session, default));
        Assert.Contains(group.Log.Lines, line => line.Contains("If it hangs, end it", StringComparison.Ordinal));

        b.Continue();
        await b.KillAsync();
        Assert.Equal(CommitResult.Committed.Instance, await waiting.WaitAsync(Group.Limit));
        Assert.True(a.Store.IsAvailable);
    }

    [Fact]
    public async Task A_store_closes_although_another_process_hangs_inside_a_transaction()
    {
        await using var group = await Group.CreateAsync();
        var a = await group.JoinAsync("a");
        var b = await group.StartAsync("hang", "b", "inside");
        b.Pause();
        var waiting = a.CommitAsync(a.Commit().Message("waits", a.Reader("send")));

        await group.Store.DisposeAsync().AsTask().WaitAsync(Group.Limit);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }
}
