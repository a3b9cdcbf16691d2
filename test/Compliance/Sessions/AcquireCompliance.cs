using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Sessions;

/// <summary>Lanes and readers find owners: enough for everybody, nothing twice.</summary>
public abstract class AcquireCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const int LanesOfGroup = 16;

    [Fact]
    [Rule(23, 25)]
    [Promise("ISessionStore.AcquireAsync", 1, 2)]
    public async Task The_first_process_makes_the_lanes_of_the_group_with_all_readers_at_their_beginning()
    {
        var a = await StartAsync();

        var holdings = await a.AcquireAsync(lanesMin: 2);

        Assert.Equal(LanesOfGroup, holdings.Lanes.Count);
        Assert.All(holdings.Lanes, one => Assert.True(one is { LastSequence: 0, Epoch: > 0 }, $"{one}"));
        var expected = a.Lanes.SelectMany(
            lane => new[] { 0, a.Reader("send"), a.Reader("archive") }.Select(reader => new ReaderLane(reader, lane)));
        Assert.Equal(expected.ToHashSet(), holdings.Readers.Select(one => one.ReaderLane).ToHashSet());
        Assert.Equal(holdings.Readers.Count, holdings.Readers.Select(one => one.ReaderLane).Distinct().Count());
        Assert.All(holdings.Readers, one =>
        {
            Assert.Equal((Position.Start, 0L, 0), (one.Progress.Position, one.Progress.Number, one.Deaths));
            Assert.Empty(one.Transmits);
            Assert.True(one.Epoch > 0);
        });
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 1, 2)]
    [Invariant(3)]
    public async Task Every_further_process_gets_lanes_of_its_own_and_takes_none_away()
    {
        var all = new List<StoreProcess>();
        for (var i = 0; i < 12; i++)
        {
            var process = await JoinAsync($"server {i}");
            Assert.True(process.Lanes.Count >= 2, $"Process {i} has {process.Lanes.Count} lanes.");
            all.Add(process);
        }

        var lanes = all.SelectMany(process => process.Lanes).ToList();
        Assert.Equal(lanes.Count, lanes.Distinct().Count());
        foreach (var process in all)
        {
            await process.MustCommitAsync(process.Commit().Message(process.Server, process.Reader("send"))
                .Progress(process.Reader("send"), new Position(1, 0)));
        }
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 1, 2)]
    [Invariant(3)]
    public async Task Processes_that_take_at_once_never_get_the_same()
    {
        var all = new List<StoreProcess>();
        for (var i = 0; i < 6; i++)
        {
            all.Add(await StartAsync($"server {i}"));
        }

        var holdings = await Together("taking lanes", [.. all.Select<StoreProcess, Func<Task<Holdings>>>(
            process => () => process.AcquireAsync(lanesMin: 3))]);

        Assert.All(holdings, one => Assert.True(one.Lanes.Count >= 3));
        var lanes = holdings.SelectMany(one => one.Lanes).Select(one => one.Lane).ToList();
        Assert.Equal(lanes.Count, lanes.Distinct().Count());
        Assert.True(lanes.Count >= LanesOfGroup);
        Assert.All(holdings, one => Assert.Equal(
            one.Lanes.Select(lane => lane.Lane).ToHashSet(),
            one.Readers.Select(row => row.ReaderLane.Lane).ToHashSet()));
        foreach (var process in all)
        {
            await process.MustCommitAsync(process.Commit().Message("mine", process.Reader("send")));
        }
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 2)]
    public async Task Taking_again_changes_nothing_and_shows_what_was_written_meanwhile()
    {
        var a = await JoinAsync();
        var first = await a.AcquireAsync();
        await a.MustCommitAsync(a.Commit().Message("1", a.Reader("send")));

        var again = await a.AcquireAsync();

        Assert.Equal(
            first.Lanes.Select(one => (one.Lane, one.Epoch)).ToHashSet(),
            again.Lanes.Select(one => (one.Lane, one.Epoch)).ToHashSet());
        Assert.Equal(1, again.Lanes.Single(one => one.Lane == a.Lane).LastSequence);
        Assert.Equal(
            first.Readers.Select(one => (one.ReaderLane, one.Epoch)).ToHashSet(),
            again.Readers.Select(one => (one.ReaderLane, one.Epoch)).ToHashSet());
        await a.MustCommitAsync(a.Commit().Progress(a.Reader("send"), new Position(2, 0)));
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 1)]
    public async Task A_process_that_wants_more_lanes_gets_new_ones()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");

        var holdings = await b.AcquireAsync(lanesMin: 5);

        Assert.True(holdings.Lanes.Count >= 5);
        Assert.Empty(holdings.Lanes.Select(one => one.Lane).Intersect(a.Lanes));
        await b.MustCommitAsync(b.Commit(holdings.Lanes[^1].Lane).Message("new lane", b.Reader("send")));
    }

    [Fact]
    [Rule(25)]
    [Promise("ISessionStore.AcquireAsync", 2)]
    public async Task Readers_follow_their_lane_and_may_come_later()
    {
        var a = await StartAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        await a.AcquireAsync(2, 0, send);
        var epochs = a.Readers.Select(one => (one.ReaderLane, one.Epoch)).ToList();
        await a.MustCommitAsync(a.Commit().Message("for both", send, archive));

        var holdings = await a.AcquireAsync(2, 0, send, archive);

        Assert.Subset(holdings.Readers.Select(one => (one.ReaderLane, one.Epoch)).ToHashSet(), epochs.ToHashSet());
        var late = holdings.Readers.Where(one => one.ReaderLane.Reader == archive).ToList();
        Assert.Equal(a.Lanes, late.Select(one => one.ReaderLane.Lane).Order());
        Assert.All(late, one => Assert.Equal(Position.Start, one.Progress.Position));
        Assert.Equal(["for both"], await a.ReadAsync(archive));
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 2)]
    [Invariant(3)]
    public async Task What_is_free_goes_to_whoever_takes_first()
    {
        var a = await JoinAsync();
        var b = await StartAsync("b");
        var c = await StartAsync("c");
        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        var taken = await Together("taking what is free", () => b.AcquireAsync(), () => c.AcquireAsync());

        var lanes = taken.SelectMany(one => one.Lanes).Select(one => one.Lane).ToList();
        Assert.Equal(lanes.Count, lanes.Distinct().Count());
        Assert.Superset(a.Lanes.ToHashSet(), lanes.ToHashSet());
        Assert.All(taken, one => Assert.True(one.Lanes.Count >= 2));
        var readers = taken.SelectMany(one => one.Readers).Select(one => one.ReaderLane).ToList();
        Assert.Equal(readers.Count, readers.Distinct().Count());
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 3)]
    public async Task Numbers_of_no_reader_are_ignored()
    {
        var a = await StartAsync();

        var holdings = await a.AcquireAsync(2, 0, 4711, -1);

        Assert.All(holdings.Readers, one => Assert.Equal(0, one.ReaderLane.Reader));
    }

    [Fact]
    [Promise("ISessionStore.AcquireAsync", 1, 2)]
    public async Task A_store_without_a_configuration_has_lanes_and_the_tracker()
    {
        var store = await Fixture.OpenAsync();
        var a = await StartAsync(store, "a");

        var holdings = await a.AcquireAsync();

        Assert.Equal(LanesOfGroup, holdings.Lanes.Count);
        Assert.Equal(LanesOfGroup, holdings.Readers.Count(one => one.ReaderLane.Reader == 0));
        await a.MustCommitAsync(a.Commit().Add(Some.SuspendedItem()).Track("received before anything was configured"));
    }
}
