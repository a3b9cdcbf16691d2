using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Bodies;

/// <summary>A body too large for a segment: uploaded in chunks, published once, gone with its last user.</summary>
public abstract class BodyCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(2)]
    [Invariant(1)]
    public async Task A_published_body_is_read_chunk_by_chunk_by_anybody_and_outlives_its_process()
    {
        var a = await JoinAsync();
        var (id, chunks) = await UploadAsync(a, 3);
        await a.MustCommitAsync(a.Commit().Message("names the body", a.Reader("send")).PublishBodies(id));
        var b = await JoinAsync("b");
        await CrashAndTakeOverAsync(a, b);
        await CleanUpAsync(b.Store);

        for (var i = 0; i < chunks.Count; i++)
        {
            Assert.True(Some.Same(chunks[i], await b.Store.Bodies.ReadAsync(id, i, default)));
        }
        Assert.Null(await b.Store.Bodies.ReadAsync(id, chunks.Count, default));
        Assert.Null(await b.Store.Bodies.ReadAsync(Some.Id(), 0, default));
    }

    [Fact]
    public async Task Appending_a_chunk_again_after_a_lost_answer_does_no_harm()
    {
        var a = await JoinAsync();
        var id = Some.Id();
        foreach (var index in new[] { 0, 0, 1, 0, 1, 2, 2 })
        {
            await a.Store.Bodies.AppendAsync(a.Session, id, index, Some.Bytes($"chunk {index}"), default);
        }
        await a.MustCommitAsync(a.Commit().PublishBodies(id));

        Assert.Equal(["chunk 0", "chunk 1", "chunk 2"], await ReadAsync(a, id));
    }

    [Fact]
    public async Task A_chunk_has_a_limit()
    {
        var a = await JoinAsync();
        var bodies = a.Store.Bodies;
        Assert.InRange(bodies.ChunkBytes, 1, 8 << 20);

        await bodies.AppendAsync(a.Session, Some.Id(), 0, new byte[bodies.ChunkBytes], default);
        await Assert.ThrowsAsync<ArgumentException>(
            () => bodies.AppendAsync(a.Session, Some.Id(), 0, new byte[bodies.ChunkBytes + 1], default));
    }

    [Fact]
    public async Task Discarding_takes_what_is_unpublished_and_ones_own()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var (mine, _) = await UploadAsync(a, 2);
        var (published, _) = await UploadAsync(a, 1);
        var (others, _) = await UploadAsync(b, 1);
        await a.MustCommitAsync(a.Commit().Message("names the body", a.Reader("send")).PublishBodies(published));

        foreach (var id in new[] { mine, published, others, Some.Id() })
        {
            await a.Store.Bodies.DiscardAsync(a.Session, id, default);
        }

        Assert.Null(await b.Store.Bodies.ReadAsync(mine, 0, default));
        Assert.NotNull(await b.Store.Bodies.ReadAsync(published, 0, default));
        await b.MustCommitAsync(b.Commit().PublishBodies(others));
        Assert.NotNull(await b.Store.Bodies.ReadAsync(others, 0, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Rule(65)]
    [Promise("IMaintenanceStore.RunOnceAsync", 4)]
    public async Task What_a_process_uploaded_and_did_not_publish_goes_after_its_end_and_not_before(bool dies)
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var (id, _) = await UploadAsync(a, 2);
        await CleanUpAsync(b.Store);
        Clock.Step(TimeSpan.FromDays(100));
        await CleanUpAsync(b.Store);
        Assert.NotNull(await b.Store.Bodies.ReadAsync(id, 1, default));

        if (dies)
        {
            await CrashAndTakeOverAsync(a, b);
        }
        else
        {
            await a.Store.Sessions.EndAsync(a.Session, default);
        }
        var reports = await CleanUpAsync(b.Store);

        Assert.Null(await b.Store.Bodies.ReadAsync(id, 0, default));
        Assert.Null(await b.Store.Bodies.ReadAsync(id, 1, default));
        Assert.Equal(1, reports.Sum(report => report.Bodies));
    }

    [Fact]
    [Rule(2)]
    [Promise("ILogStore.CommitAsync", 1)]
    public async Task A_commit_that_fails_publishes_no_body()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var (id, _) = await UploadAsync(a, 1);
        Assert.IsType<CommitResult.LaneLost>(await a.CommitAsync(a.Commit().InLaneEpoch(0).PublishBodies(id)));

        await CrashAndTakeOverAsync(a, b);
        await CleanUpAsync(b.Store);

        Assert.Null(await b.Store.Bodies.ReadAsync(id, 0, default));
    }

    [Fact]
    [Rule(30, 65)]
    [Promise("IMaintenanceStore.RunOnceAsync", 4)]
    [Invariant(7)]
    public async Task A_body_stays_as_long_as_its_segment_or_an_open_item_needs_it()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var (id, _) = await UploadAsync(a, 1);
        await a.MustCommitAsync(a.Commit().Message("names the body", send).PublishBodies(id));
        await CleanUpAsync(a.Store);
        Assert.NotNull(await a.Store.Bodies.ReadAsync(id, 0, default));

        var item = Some.SuspendedItem(send) with { BodyIds = [id] };
        await a.MustCommitAsync(a.Commit().Add(item).Progress(send, new Position(2, 0)));
        await CleanUpAsync(a.Store);
        Assert.Empty(await a.ReadAsync(send));
        Assert.NotNull(await a.Store.Bodies.ReadAsync(id, 0, default));

        await a.Store.OpenItems.TerminateAsync([item.Id], [], default);
        await CleanUpAsync(a.Store);
        Assert.Null(await a.Store.Bodies.ReadAsync(id, 0, default));
    }

    [Fact]
    [Rule(30, 65)]
    [Invariant(7)]
    public async Task A_body_that_was_published_for_an_open_item_alone_stays_with_it()
    {
        var a = await JoinAsync();
        var (kept, _) = await UploadAsync(a, 2);
        var (done, _) = await UploadAsync(a, 1);
        var suspended = Some.SuspendedItem() with { BodyIds = [kept] };
        var active = Some.OpenItem(state: OpenItemState.Active) with { BodyIds = [done] };
        await a.MustCommitAsync(a.Commit().Add(suspended).Add(active).PublishBodies(kept, done));
        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(active.Id, 1)));

        await CleanUpAsync(a.Store);

        Assert.Equal(2, (await ReadAsync(a, kept)).Count);
        Assert.Null(await a.Store.Bodies.ReadAsync(done, 0, default));
        Assert.Equal([kept], (await a.Store.OpenItems.GetAsync(suspended.Id, default))!.BodyIds);
    }

    private static async Task<(Guid Id, IReadOnlyList<byte[]> Chunks)> UploadAsync(StoreProcess process, int count)
    {
        var id = Some.Id();
        var chunks = new List<byte[]>();
        for (var i = 0; i < count; i++)
        {
            chunks.Add(Some.Noise(i < count - 1 ? process.Store.Bodies.ChunkBytes : 1000));
            await process.Store.Bodies.AppendAsync(process.Session, id, i, chunks[i], default);
        }
        return (id, chunks);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(StoreProcess process, Guid id)
    {
        var texts = new List<string>();
        while (await process.Store.Bodies.ReadAsync(id, texts.Count, default) is { } chunk)
        {
            texts.Add(Some.Text(chunk));
        }
        return texts;
    }
}
