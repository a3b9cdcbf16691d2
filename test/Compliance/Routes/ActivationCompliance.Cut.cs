using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <content>The cut is exact.</content>
public abstract partial class ActivationCompliance
{
    [Fact]
    [Rule(5, 50, 51)]
    [Promise("IConfigurationStore.ActivateAsync", 2)]
    public async Task Nothing_that_was_routed_before_an_activation_is_committed_after_it_in_any_lane()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var active = await b.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);

        foreach (var (process, lane) in a.Lanes.Select(lane => (a, lane)).Concat(b.Lanes.Select(lane => (b, lane))))
        {
            var old = process.Commit(lane).Message("old", process.Reader("send"));
            Assert.Equal(new CommitResult.RoutesChanged(active!.RouteVersion), await process.CommitAsync(old));
            await process.MustCommitAsync(
                process.Commit(lane).RoutedWith(active.RouteVersion).Message("new", process.Reader("send")));
            Assert.Equal(["new"], await process.ReadAsync(process.Reader("send"), lane));
        }
    }

    [Fact]
    [Rule(50, 51)]
    [Promise("IConfigurationStore.ActivateAsync", 2)]
    public async Task A_lane_that_is_made_after_an_activation_knows_its_version()
    {
        var a = await JoinAsync();
        var old = a.RouteVersion!.Value;
        await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);

        var b = await JoinAsync("b");

        Assert.IsType<CommitResult.RoutesChanged>(
            await b.CommitAsync(b.Commit().RoutedWith(old).Message("old", b.Reader("send"))));
        await b.MustCommitAsync(b.Commit().Message("new", b.Reader("send")));
    }

    [Fact]
    [Rule(52)]
    [Promise("IConfigurationStore.ActivateAsync", 3)]
    [Schedule("7 (ii)")]
    public async Task A_new_host_starts_at_the_heads_of_the_lanes_that_are_there_and_at_the_beginning_of_later_ones()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        for (var i = 0; i < 3; i++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{i}", send));
        }

        var active = await a.Store.Configuration.ActivateAsync(Some.Configuration([.. Hosts, "new"]), default);
        a.Configuration = active;
        var fresh = a.Reader("new");
        await a.MustCommitAsync(a.Commit().Message("after the cut", send, fresh));
        var b = await JoinAsync("b");
        await b.MustCommitAsync(b.Commit().Message("in a new lane", fresh));

        var grants = (await a.AcquireAsync()).Readers.Where(one => one.ReaderLane.Reader == fresh)
            .ToDictionary(one => one.ReaderLane.Lane, one => one.Progress.Position);
        Assert.Equal(a.Lanes, grants.Keys.Order());
        Assert.Equal(new Position(4, 0), grants[a.Lane]);
        Assert.Equal(new Position(1, 0), grants[a.Lanes[1]]);
        Assert.Equal(Position.Start, b.Grant(fresh).Progress.Position);
        Assert.Equal(["after the cut"], await a.ReadAsync(fresh, from: 4));
    }

    [Fact]
    [Rule(50, 51, 52)]
    [Promise("IConfigurationStore.ActivateAsync", 2, 3)]
    [Schedule("7 (i)", "7 (ii)")]
    public async Task While_everybody_publishes_each_new_host_misses_nothing_and_gets_nothing_from_before()
    {
        var publishers = new[] { await JoinAsync("a"), await JoinAsync("b") };
        var operatorStore = await Fixture.OpenAsync();
        var active = publishers[0].Configuration!;
        using var done = new CancellationTokenSource();

        var published = publishers.Select(_ => new SemaphoreSlim(0)).ToList();
        var publishing = publishers.Zip(
            published, (one, signal) => Task.Run(() => PublishAsync(one, signal, done.Token))).ToList();
        var cuts = new List<ActiveConfiguration>();
        for (var i = 1; i <= 6; i++)
        {
            string[] hosts = [.. Hosts, .. Enumerable.Range(1, i).Select(number => $"new {number}")];
            active = await Within(
                operatorStore.Configuration.ActivateAsync(Some.Configuration(hosts), default), "Activating");
            cuts.Add(active!);
            foreach (var signal in published)
            {
                await SomeCommitsAsync(signal);
            }
        }
        await done.CancelAsync();
        var routed = (await Within(Task.WhenAll(publishing), "Publishing")).SelectMany(one => one).ToList();

        foreach (var (cut, i) in cuts.Select((one, i) => (one, i + 1)))
        {
            var reader = cut.Readers.Single(one => one.Name == $"new {i}").Id;
            foreach (var publisher in publishers)
            {
                await AssertExactAsync(publisher, reader, cut.RouteVersion, routed);
            }
        }
    }

    private static async Task SomeCommitsAsync(SemaphoreSlim committed)
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await committed.WaitAsync(Limit), "A publisher stands still.");
        }
    }

    // Publishes to every host that its routes know, and loads them anew when the store says so.
    private static async Task<List<(int Lane, long Sequence, long Version)>> PublishAsync(
        StoreProcess process, SemaphoreSlim committed, CancellationToken done)
    {
        var routed = new List<(int, long, long)>();
        for (var last = false; !last;)
        {
            last = done.IsCancellationRequested;
            var hosts = process.Configuration!.Readers.Where(one => one.Kind == ReaderKind.Host).Select(one => one.Id);
            var commit = process.Commit().Message("to all", [.. hosts]);
            switch (await process.CommitAsync(commit))
            {
                case CommitResult.Committed:
                    routed.Add((process.Lane, process.LastSequenceOf(process.Lane), process.RouteVersion!.Value));
                    committed.Release();
                    break;
                case CommitResult.RoutesChanged:
                    process.Configuration = await process.Store.Configuration.GetActiveAsync(default);
                    break;
                default:
                    Assert.Fail("A commit failed for something else than its routes.");
                    break;
            }
        }
        return routed;
    }

    private static async Task AssertExactAsync(
        StoreProcess publisher, int reader, long version, List<(int Lane, long Sequence, long Version)> routed)
    {
        var holdings = await publisher.AcquireAsync(2, reader);
        var begins = holdings.Readers
            .Single(one => one.ReaderLane == new ReaderLane(reader, publisher.Lane)).Progress.Position;
        var references = await publisher.Store.Log.ReadReferencesAsync(
            new ReaderLane(reader, publisher.Lane), 1, int.MaxValue, int.MaxValue, default);
        var mine = routed.Where(one => one.Lane == publisher.Lane).ToList();

        Assert.Equal(
            mine.Where(one => one.Version >= version).Select(one => one.Sequence),
            references.Select(one => one.Sequence));
        Assert.All(mine, one => Assert.Equal(one.Version >= version, one.Sequence >= begins.Sequence));
        Assert.Equal(0, begins.Item);
    }
}
