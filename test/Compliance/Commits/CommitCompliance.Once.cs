using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>Sequences and numbers are written once.</content>
public abstract partial class CommitCompliance
{
    [Fact]
    [Rule(1)]
    [Promise("ILogStore.CommitAsync", 4)]
    public async Task A_sequence_is_never_written_twice()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("first", send));

        await MustNotCommitAsync(a, a.Commit().At(1).Message("over it", send));

        Assert.Equal(["first"], await a.ReadAsync(send));
        await a.MustCommitAsync(a.Commit().Message("second", send));
        Assert.Equal(["first", "second"], await a.ReadAsync(send));
    }

    [Fact]
    [Rule(6)]
    [Promise("ILogStore.CommitAsync", 4)]
    public async Task A_progress_number_is_never_written_twice()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("one", send).Message("two", send));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 1)));
        var written = a.Grant(send).Progress;

        await MustNotCommitAsync(a, a.Commit().Progress(written with { Position = new Position(1, 2) }));

        var newest = await NewestAsync(a, send);
        Assert.Equal(new Position(1, 1), newest.Position);
    }

    [Fact]
    [Rule(40)]
    [Promise("ILogStore.CommitAsync", 4)]
    [Invariant(2)]
    public async Task A_receipt_is_never_written_twice_looked_up_or_not()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var key = Some.Key();
        await a.MustCommitAsync(a.Commit().Message("first", a.Reader("send")).Receipt(key, lookUp: false));

        foreach (var lookUp in new[] { true, false })
        {
            var again = b.Commit().Message("again", b.Reader("send")).Receipt(key, lookUp);
            var result = Assert.IsType<CommitResult.ReceiptsTaken>(await b.CommitAsync(again));
            Assert.Equal([key], result.Keys);
        }
        Assert.Empty(await b.ReadAsync(b.Reader("send")));
    }

    private static async Task<ProgressRow> NewestAsync(StoreProcess process, int reader) =>
        (await process.Store.Log.ReadProgressAsync(default))
            .Single(row => row.ReaderLane == new ReaderLane(reader, process.Lane));

    // A defect of the caller: an answer that says so or an exception, never a commit.
    private static async Task MustNotCommitAsync(StoreProcess process, CommitBuilder builder)
    {
        try
        {
            Assert.IsNotType<CommitResult.Committed>(await process.CommitAsync(builder));
        }
        catch (InvalidOperationException)
        {
            // As good as an answer.
        }
    }
}
