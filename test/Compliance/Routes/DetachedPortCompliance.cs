using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>A port that is stopped keeps its place by a reader of its own, and joins its host again.</summary>
public abstract class DetachedPortCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const string Port = "send/to-erp";

    [Fact]
    [Rule(55)]
    public async Task A_stopped_port_stands_where_its_host_stood_and_the_host_goes_on()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send).Message("3", send));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 0), "done: 2"));

        var grant = Assert.Single(await DetachAsync(a, a.Lane));

        a.Configuration = await a.Store.Configuration.GetActiveAsync(default);
        var reader = a.Configuration!.Readers.Single(one => one.Kind == ReaderKind.DetachedPort);
        Assert.Equal((Port, send, grant.ReaderLane.Reader), (reader.Name, reader.Base, reader.Id));
        Assert.Equal(new ReaderLane(reader.Id, a.Lane), grant.ReaderLane);
        Assert.Equal((new Position(1, 0), "done: 2"), (grant.Progress.Position, Some.Text(grant.Progress.Done)));
        Assert.Equal(0, grant.Deaths);
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)));
        await a.MustCommitAsync(a.Commit().Progress(reader.Id, new Position(1, 2)));
        Assert.Equal(new Position(2, 0), await StandsAsync(a, new ReaderLane(send, a.Lane)));
        Assert.Equal(new Position(1, 2), await StandsAsync(a, grant.ReaderLane));
        Assert.Equal(["1", "2", "3"], await a.ReadAsync(reader.Base));
    }

    [Fact]
    [Rule(26, 55)]
    public async Task A_stopped_port_knows_what_was_recorded_for_items_that_are_not_done()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send).Message("3", send));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(1, 0), "1.tmp"));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(1, 1), "2.tmp"));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(1, 2), "3.tmp"));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 1)));
        for (var round = 1; round <= 2; round++)
        {
            var grant = Assert.Single(await DetachAsync(a, a.Lane));
            Assert.Equal(["2.tmp", "3.tmp"], grant.Transmits.Select(row => Some.Text(row.Records)));
            Assert.Equal([new Position(1, 1), new(1, 2)], grant.Transmits.Select(row => row.Highest));
            Assert.All(
                grant.Transmits, row => Assert.Equal((grant.ReaderLane, grant.Epoch), (row.ReaderLane, row.Epoch)));
            await a.MustCommitAsync(a.Commit().Transmit(grant.ReaderLane.Reader, new Position(1, 3), "own"));
            if (round == 1) Assert.True(await JoinAsync(a, grant));
        }

        a.Configuration = await a.Store.Configuration.GetActiveAsync(default);
        b.Configuration = a.Configuration;
        var detached = a.Configuration!.Readers.Single(one => one.Kind == ReaderKind.DetachedPort).Id;
        await a.MustCommitAsync(a.Commit().Progress(detached, new Position(1, 2)));
        var holdings = await CrashAndTakeOverAsync(a, b);

        var taken = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(detached, a.Lane));
        Assert.Equal(["3.tmp", "own"], taken.Transmits.Select(row => Some.Text(row.Records)));
    }

    [Fact]
    [Rule(25, 26, 55)]
    public async Task The_owner_of_a_lane_takes_its_stopped_ports_over_with_it()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send));
        var grant = Assert.Single(await DetachAsync(a, a.Lane));
        await a.MustCommitAsync(a.Commit().Progress(grant.ReaderLane.Reader, new Position(1, 1), "x"));
        b.Configuration = await b.Store.Configuration.GetActiveAsync(default);

        var holdings = await CrashAndTakeOverAsync(a, b);

        var taken = holdings.Readers.Single(one => one.ReaderLane == grant.ReaderLane);
        Assert.Equal((new Position(1, 1), "x"), (taken.Progress.Position, Some.Text(taken.Progress.Done)));
        Assert.Equal(1, taken.Deaths);
        Assert.True(taken.Epoch > grant.Epoch);
        var lost = a.Commit().Progress(grant.ReaderLane.Reader, new Position(5, 0));
        Assert.IsNotType<CommitResult.Committed>(await a.CommitAsync(lost));
        await b.MustCommitAsync(b.Commit(a.Lane).Progress(grant.ReaderLane.Reader, new Position(1, 2), inLane: a.Lane));
    }

    [Fact]
    [Rule(55)]
    [Promise("ISessionStore.AcquireAsync", 3)]
    public async Task A_port_is_detached_in_the_lanes_that_are_named_and_taking_makes_it_in_no_other()
    {
        var a = await JoinAsync();
        var grants = await DetachAsync(a, a.Lanes[0], a.Lanes[2]);
        a.Configuration = await a.Store.Configuration.GetActiveAsync(default);
        var detached = grants[0].ReaderLane.Reader;
        Assert.Equal([a.Lanes[0], a.Lanes[2]], grants.Select(one => one.ReaderLane.Lane).Order());

        var holdings = await a.AcquireAsync();
        var b = await JoinAsync("b");

        var held = holdings.Readers.Select(one => one.ReaderLane).Where(one => one.Reader == detached);
        Assert.Equal([a.Lanes[0], a.Lanes[2]], held.Select(one => one.Lane).Order());
        Assert.DoesNotContain(b.Readers, one => one.ReaderLane.Reader == detached);
        var rows = await a.Store.Log.ReadProgressAsync(default);
        Assert.Equal(2, rows.Count(row => row.ReaderLane.Reader == detached));
    }

    [Fact]
    [Rule(55)]
    public async Task A_port_joins_its_host_again_and_leaves_nothing_behind_in_the_lane()
    {
        var a = await JoinAsync();
        var grants = await DetachAsync(a, a.Lanes[0], a.Lanes[1]);
        await a.MustCommitAsync(a.Commit(a.Lanes[0]).Progress(grants[0].ReaderLane.Reader, new Position(3, 0)));
        var first = grants.Single(one => one.ReaderLane.Lane == a.Lanes[0]);

        Assert.True(await JoinAsync(a, first));

        var rows = await a.Store.Log.ReadProgressAsync(default);
        var left = Assert.Single(rows, row => row.ReaderLane.Reader == first.ReaderLane.Reader);
        Assert.Equal(a.Lanes[1], left.ReaderLane.Lane);
        Assert.DoesNotContain(first.ReaderLane, (await a.AcquireAsync(
            2, 0, a.Reader("send"), first.ReaderLane.Reader)).Readers.Select(one => one.ReaderLane));
        Assert.IsNotType<CommitResult.Committed>(await a.CommitAsync(
            a.Commit().Progress(first.ReaderLane.Reader, new Position(4, 0), inLane: a.Lanes[0])));
        Assert.False(await JoinAsync(a, first));
    }

    [Fact]
    [Rule(53, 55)]
    [Invariant(3, 6)]
    public async Task A_port_that_is_stopped_again_stands_where_its_host_stands_now()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        long epoch = 0;
        var reader = 0;
        for (var round = 1; round <= 4; round++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{round}", send));
            var stands = new Position(a.LastSequenceOf(a.Lane), 1);
            await a.MustCommitAsync(a.Commit().Progress(send, stands, $"round {round}"));

            var grant = Assert.Single(await DetachAsync(a, a.Lane));
            Assert.Equal(stands, grant.Progress.Position);
            Assert.Equal($"round {round}", Some.Text(grant.Progress.Done));
            Assert.True(grant.Epoch > epoch, $"Epoch {grant.Epoch} after {epoch}.");
            Assert.True(reader == 0 || reader == grant.ReaderLane.Reader, "The port has another reader than before.");
            (epoch, reader) = (grant.Epoch, grant.ReaderLane.Reader);

            var further = stands with { Sequence = stands.Sequence + 1 };
            await a.MustCommitAsync(a.Commit().Progress(reader, further));
            await a.MustCommitAsync(a.Commit().Progress(reader, further with { Item = 7 }));
            Assert.Equal(further with { Item = 7 }, await StandsAsync(a, grant.ReaderLane));
            Assert.True(await JoinAsync(a, grant));
        }
    }

    [Fact]
    [Rule(4, 55)]
    [Invariant(4)]
    public async Task Who_does_not_own_the_host_in_every_lane_detaches_it_in_none()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var rows = a.Lanes.Take(3).Select(lane => HostRow(a, lane)).ToList();
        var before = await Contents.ReadAsync(a.Store);

        Assert.Null(await DetachAsync(b, rows));
        Assert.Null(await DetachAsync(a, [.. rows.Take(2), rows[2] with { Epoch = rows[2].Epoch - 1 }]));

        Assert.Equal(before, await Contents.ReadAsync(a.Store));
    }

    [Fact]
    [Rule(4, 55)]
    [Invariant(4)]
    public async Task Who_does_not_own_the_stopped_port_in_every_lane_joins_it_in_none()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var grants = await DetachAsync(a, [.. a.Lanes.Take(3)]);
        var rows = grants.Select(one => one.Progress with { Epoch = one.Epoch }).ToList();
        var before = await Contents.ReadAsync(a.Store);

        Assert.False(await b.Store.Configuration.JoinPortAsync(b.Session, rows, default));
        Assert.False(await a.Store.Configuration.JoinPortAsync(
            a.Session, [.. rows.Take(2), rows[2] with { Epoch = rows[2].Epoch - 1 }], default));

        Assert.Equal(before, await Contents.ReadAsync(a.Store));
        await a.MustCommitAsync(a.Commit().Progress(grants[0].ReaderLane.Reader, new Position(2, 0)));
        Assert.True(await a.Store.Configuration.JoinPortAsync(a.Session, rows, default));
    }

    private static ProgressRow HostRow(StoreProcess process, int lane)
    {
        var grant = process.Grant(process.Reader("send"), lane);
        return grant.Progress with { Epoch = grant.Epoch };
    }

    private static async Task<IReadOnlyList<ReaderGrant>> DetachAsync(StoreProcess process, params int[] lanes)
    {
        var grants = await DetachAsync(process, [.. lanes.Select(lane => HostRow(process, lane))]);
        Assert.NotNull(grants);
        process.Believe([], grants);
        return [.. grants.OrderBy(one => one.ReaderLane.Lane)];
    }

    private static Task<IReadOnlyList<ReaderGrant>?> DetachAsync(
        StoreProcess process, IReadOnlyList<ProgressRow> rows) =>
        process.Store.Configuration.DetachPortAsync(process.Session, Port, rows, default);

    private static Task<bool> JoinAsync(StoreProcess process, ReaderGrant grant) =>
        process.Store.Configuration.JoinPortAsync(
            process.Session, [grant.Progress with { Epoch = grant.Epoch }], default);

    private static async Task<Position> StandsAsync(StoreProcess process, ReaderLane key) =>
        (await process.Store.Log.ReadProgressAsync(default)).Single(row => row.ReaderLane == key).Position;
}
