using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>Reply readers: the address of those who wait for responses; and responses that are kept.</summary>
public abstract class ReplyCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(53, 56)]
    public async Task A_server_has_one_reply_reader_whoever_asks_and_how_often()
    {
        var a = await StartAsync();
        var b = await StartAsync("b");

        int first = await a.Store.Sessions.OpenReplyReaderAsync(a.Session, default);
        int other = await b.Store.Sessions.OpenReplyReaderAsync(b.Session, default);
        await CrashAsync(a);
        await b.Store.Sessions.TakeOverAsync(a.Session, default);
        var again = await StartAsync();

        Assert.NotEqual(first, other);
        Assert.Equal(first, await again.Store.Sessions.OpenReplyReaderAsync(again.Session, default));
        var active = await b.Store.Configuration.GetActiveAsync(default);
        Assert.Contains(new ReaderRow(first, ReaderKind.Reply, "a", first), active!.Readers);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => b.Store.Sessions.OpenReplyReaderAsync(a.Session, default));
    }

    [Fact]
    [Rule(56)]
    [Promise("ISessionStore.AcquireAsync", 4)]
    public async Task A_reply_reader_is_in_all_lanes_also_in_those_that_others_make_later()
    {
        var a = await StartAsync();
        int replies = await a.Store.Sessions.OpenReplyReaderAsync(a.Session, default);
        await a.AcquireAsync(2, 0, a.Reader("send"), replies);
        var b = await StartAsync("b");
        await b.AcquireAsync(2, 0, b.Reader("send"), replies);

        var holdings = await a.AcquireAsync(2, 0, a.Reader("send"), replies);

        var lanes = holdings.Readers.Where(one => one.ReaderLane.Reader == replies)
            .Select(one => one.ReaderLane.Lane).ToHashSet();
        Assert.Superset(b.Lanes.ToHashSet(), lanes);
        Assert.Superset(a.Lanes.ToHashSet(), lanes);
        Assert.DoesNotContain(b.Readers, one => one.ReaderLane.Reader == replies);
        await b.MustCommitAsync(b.Commit().Message("a response", replies));
        Assert.Equal(["a response"], await a.ReadAsync(replies, b.Lane));
        await a.MustCommitAsync(a.Commit().Progress(replies, new Position(2, 0), inLane: b.Lane));
    }

    [Fact]
    [Rule(56)]
    [Promise("ISessionStore.AcquireAsync", 4)]
    [Invariant(4)]
    public async Task What_waited_for_a_dead_server_goes_to_another_and_back_to_that_server()
    {
        var a = await StartAsync();
        int replies = await a.Store.Sessions.OpenReplyReaderAsync(a.Session, default);
        await a.AcquireAsync(2, 0, replies);
        var b = await StartAsync("b");
        await b.AcquireAsync(2, 0, replies);
        int lane = b.Lane;
        await b.MustCommitAsync(b.Commit().Message("a response", replies));
        Assert.DoesNotContain(b.Readers, one => one.ReaderLane.Reader == replies);

        await CrashAsync(a);
        await b.AcquireAsync(2, 0, replies);
        Assert.DoesNotContain(b.Readers, one => one.ReaderLane.Reader == replies);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));
        var taken = await b.AcquireAsync(2, 0, replies);
        Assert.Superset(
            a.Lanes.Concat(b.Lanes).ToHashSet(),
            taken.Readers.Select(one => one.ReaderLane)
                .Where(one => one.Reader == replies).Select(one => one.Lane).ToHashSet());
        var again = await StartAsync();
        await again.AcquireAsync(2, 0, replies);

        Assert.Equal(["a response"], await again.ReadAsync(replies, lane));
        var lost = await b.CommitAsync(b.Commit(lane).Progress(replies, new Position(2, 0)));
        Assert.Equal(
            new ReaderLane(replies, lane), Assert.Single(Assert.IsType<CommitResult.ReadersLost>(lost).Readers));
        await again.MustCommitAsync(again.Commit().Progress(replies, new Position(2, 0), inLane: lane));
    }

    [Fact]
    [Rule(10, 56)]
    public async Task The_newest_reference_of_a_reader_is_found_in_each_lane_that_has_one()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        int replies = await a.Store.Sessions.OpenReplyReaderAsync(a.Session, default);
        Assert.Empty(await a.Store.Log.ReadNewestReferencesAsync(replies, default));
        await a.MustCommitAsync(a.Commit().Message("no response", a.Reader("send")));
        await a.MustCommitAsync(a.Commit().Message("one", replies));
        await b.MustCommitAsync(b.Commit().Message("two", replies));
        await b.MustCommitAsync(b.Commit().Message("no response", b.Reader("send")));

        var newest = await a.Store.Log.ReadNewestReferencesAsync(replies, default);

        Assert.Equal(
            new Dictionary<int, long> { [a.Lane] = 2, [b.Lane] = 1 },
            newest.ToDictionary(one => one.Key, one => one.Value));
    }

    [Fact]
    [Rule(62)]
    public async Task Responses_that_nobody_has_read_stay_and_those_that_were_go()
    {
        var a = await StartAsync();
        int replies = await a.Store.Sessions.OpenReplyReaderAsync(a.Session, default);
        await a.AcquireAsync(2, 0, replies);
        await a.MustCommitAsync(a.Commit().Message("a response", replies));

        await CleanUpAsync(a.Store);
        Assert.Equal(["a response"], await a.ReadAsync(replies));
        await a.MustCommitAsync(a.Commit().Progress(replies, new Position(2, 0)));
        await CleanUpAsync(a.Store);

        Assert.Empty(await a.ReadAsync(replies));
    }

    [Fact]
    [Rule(31, 57)]
    public async Task A_response_is_kept_once_out_of_sight_until_it_is_old()
    {
        var a = await JoinAsync();
        var kept = Some.OpenItem(state: OpenItemState.Kept) with { Kind = OpenItemKind.Response };
        await a.MustCommitAsync(a.Commit().Add(kept));
        Assert.IsType<CommitResult.Refused>(await a.CommitAsync(a.Commit().Add(kept)));

        Assert.Empty(await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        Assert.Empty(await a.Store.OpenItems.CountAsync(default));
        Assert.Empty(await a.Store.OpenItems.ResumeAsync([kept.Id], [], default));
        var filter = new OpenItemFilter { States = [OpenItemState.Kept] };
        Assert.Equal(kept.Id, Assert.Single(await a.Store.OpenItems.ListAsync(filter, 10, default)).Id);
        var row = await a.Store.OpenItems.GetAsync(kept.Id, default);
        Assert.Equal("a message that was not sent", Some.Text(row!.Record));
        Clock.Step(TimeSpan.FromHours(20));
        await CleanUpAsync(a.Store);
        Assert.NotNull(await a.Store.OpenItems.GetAsync(kept.Id, default));
        Clock.Step(TimeSpan.FromHours(5));
        await CleanUpAsync(a.Store);

        Assert.Null(await a.Store.OpenItems.GetAsync(kept.Id, default));
    }
}
