using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Progress;

/// <summary>How far a reader has come is never forgotten and never goes back, whoever owns it.</summary>
public abstract class ProgressCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(6, 7, 26)]
    public async Task A_taken_reader_goes_on_at_the_newest_progress_with_the_items_done_above_it()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send).Message("3", send));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 0), "done 2"));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 1), "done 2").Message("4", send));

        var holdings = await CrashAndTakeOverAsync(a, b);

        var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(send, a.Lane));
        Assert.Equal(new Position(1, 1), grant.Progress.Position);
        Assert.Equal("done 2", Some.Text(grant.Progress.Done));
        Assert.Equal(a.Grant(send).Progress.Number, grant.Progress.Number);
        await b.MustCommitAsync(b.Commit(a.Lane).Progress(send, new Position(3, 1), inLane: a.Lane));
        await AssertStandsAsync(b, new ReaderLane(send, a.Lane), new Position(3, 1));
    }

    [Fact]
    [Rule(2, 5)]
    [Invariant(3)]
    public async Task Completion_and_what_it_publishes_are_one_commit_for_several_lanes()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        var (one, other) = (a.Lanes[0], a.Lanes[1]);
        await a.MustCommitAsync(a.Commit(one).Message("in one", send));
        await a.MustCommitAsync(a.Commit(other).Message("in the other", send));

        await a.MustCommitAsync(a.Commit(one)
            .Progress(send, new Position(2, 0), inLane: one)
            .Progress(send, new Position(2, 0), inLane: other)
            .Message("next hop", archive));

        await AssertStandsAsync(a, new ReaderLane(send, one), new Position(2, 0));
        await AssertStandsAsync(a, new ReaderLane(send, other), new Position(2, 0));
        Assert.Equal(["next hop"], await a.ReadAsync(archive, one));
    }

    [Fact]
    [Rule(8, 63)]
    [Invariant(6)]
    public async Task The_position_never_goes_back_over_takeovers_good_ends_clean_ups_and_activations()
    {
        var owner = await JoinAsync("server 0");
        var send = owner.Reader("send");
        var lane = owner.Lane;
        var stands = Position.Start;
        for (var round = 1; round <= 8; round++)
        {
            await owner.MustCommitAsync(owner.Commit(lane).Message($"{round}", send));
            stands = new Position(owner.LastSequenceOf(lane) + 1, 0);
            await owner.MustCommitAsync(owner.Commit(lane).Progress(send, stands, inLane: lane));
            await DisturbAsync(owner, round);

            var heir = await StartAsync($"server {round}");
            var holdings = round % 2 == 0
                ? await CrashAndTakeOverAsync(owner, heir)
                : await EndAndAcquireAsync(owner, heir);

            var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(send, lane));
            Assert.Equal(stands, grant.Progress.Position);
            await AssertStandsAsync(heir, grant.ReaderLane, stands);
            owner = heir;
        }
    }

    [Fact]
    [Rule(26)]
    [Invariant(13)]
    public async Task What_senders_recorded_is_given_to_the_new_owner_while_an_item_of_it_may_not_be_done()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var send = a.Reader("send");
        for (var i = 0; i < 4; i++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{i}", send).Message($"{i}+", send));
        }
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(1, 1), "all done below"));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(2, 1), "one of two done"));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(4, 0), "not begun"));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 1)));

        var holdings = await CrashAndTakeOverAsync(a, b);

        var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(send, a.Lane));
        var useful = grant.Transmits.Where(row => row.Highest >= grant.Progress.Position).ToList();
        Assert.Equal(["one of two done", "not begun"], useful.Select(row => Some.Text(row.Records)));
        Assert.Equal([new Position(2, 1), new Position(4, 0)], useful.Select(row => row.Highest));
        Assert.True(useful[0].Number < useful[1].Number);
    }

    [Fact]
    [Rule(6)]
    public async Task Status_shows_every_reader_in_every_lane_also_one_that_has_done_nothing()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        await a.MustCommitAsync(a.Commit().Message("1", send));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0), "x"));

        var rows = await a.Store.Log.ReadProgressAsync(default);

        var expected = a.Lanes.SelectMany(lane => new[] { 0, send, archive }.Select(id => new ReaderLane(id, lane)));
        Assert.Equal(expected.ToHashSet(), rows.Select(row => row.ReaderLane).ToHashSet());
        Assert.Equal(rows.Count, rows.Select(row => row.ReaderLane).Distinct().Count());
        var moved = Assert.Single(rows, row => row.Position != Position.Start);
        Assert.Equal((new Position(2, 0), 1L, "x"), (moved.Position, moved.Number, Some.Text(moved.Done)));
        Assert.All(rows.Except([moved]), row => Assert.Equal(0, row.Number));
    }

    private static async Task AssertStandsAsync(StoreProcess process, ReaderLane key, Position position)
    {
        var rows = await process.Store.Log.ReadProgressAsync(default);
        Assert.Equal(position, rows.Single(row => row.ReaderLane == key).Position);
    }

    private static async Task<Holdings> EndAndAcquireAsync(StoreProcess owner, StoreProcess heir)
    {
        await owner.Store.Sessions.EndAsync(owner.Session, default);
        return await heir.AcquireAsync();
    }

    private async Task DisturbAsync(StoreProcess owner, int round)
    {
        if (round % 3 == 0)
        {
            await CleanUpAsync(owner.Store);
        }
        if (round % 4 == 0)
        {
            owner.Configuration = await owner.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);
        }
    }
}
