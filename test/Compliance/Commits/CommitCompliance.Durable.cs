using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>There when it is reported.</content>
public abstract partial class CommitCompliance
{
    [Fact]
    [Rule(2)]
    [Promise("ILogStore.CommitAsync", 2)]
    [Invariant(1)]
    public async Task What_was_reported_is_there_after_every_process_has_died()
    {
        var a = await JoinAsync();
        var full = await FullCommit.PrepareAsync(a);
        await a.MustCommitAsync(full.Build());
        var before = await full.ReadAsync(a.Store);

        await CrashAsync(a);
        await a.Store.DisposeAsync();

        var store = await Fixture.OpenAsync();
        Assert.Equal(before, await full.ReadAsync(store));
    }

    [Fact]
    [Rule(1)]
    public async Task A_commit_that_publishes_nothing_is_a_segment_too()
    {
        var a = await JoinAsync();

        await a.MustCommitAsync(a.Commit());
        await a.MustCommitAsync(a.Commit().Receipt(Some.Key()));

        Assert.Equal(2, (await a.Store.Log.ReadHeadsAsync(default))[a.Lane]);
        Assert.Empty(await a.Store.Log.ReadReferencesAsync(
            new ReaderLane(a.Reader("send"), a.Lane), 1, 10, 1000, default));
    }

    [Fact]
    public async Task What_the_caller_does_with_its_buffers_afterwards_does_not_matter()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var track = Some.Bytes("track");
        var records = Some.Bytes("record");
        var entries = Pointers.Write([(0, records.Length)]);
        var batch = new CommitBatch
        {
            Session = a.Session,
            CommitId = Some.Id(),
            Lane = a.Lane,
            LaneEpoch = a.LaneEpochOf(a.Lane),
            Sequence = 1,
            RouteVersion = a.RouteVersion,
            Records = records,
            Track = track,
            References = [new ReferenceRow(send, entries)],
        };
        Assert.Equal(CommitResult.Committed.Instance, await a.Store.Log.CommitAsync(batch, default));

        Array.Clear(records);
        Array.Clear(track);
        Array.Clear(entries);

        Assert.Equal(["record"], await a.ReadAsync(send));
        Assert.Equal(
            "track", Some.Text((await a.Store.Log.ReadTracksAsync(a.Lane, 1, 10, 1000, default)).Single().Track));
    }

    [Fact]
    [Promise("ILogStore.CommitAsync", 5)]
    public async Task A_commit_does_not_end_because_its_caller_stops_waiting()
    {
        var a = await JoinAsync();
        using var abandon = new CancellationTokenSource();
        var batch = a.Commit().Message("perhaps", a.Reader("send")).Build();

        var commit = a.Store.Log.CommitAsync(batch, abandon.Token);
        await abandon.CancelAsync();
        CommitResult? result = null;
        try
        {
            result = await Within(commit, "An abandoned commit");
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for the outcome any more: the next owner finds it in the store.
        }

        var b = await JoinAsync("b");
        await CrashAndTakeOverAsync(a, b);
        var head = (await b.Store.Log.ReadHeadsAsync(default))[batch.Lane];
        Assert.Equal(head == 1 ? ["perhaps"] : [], await b.ReadAsync(a.Reader("send"), batch.Lane));
        Assert.True(result is null || head == 1, "A commit that was reported is not there.");
    }
}
