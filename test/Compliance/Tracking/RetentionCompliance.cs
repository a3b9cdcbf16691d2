using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Compliance.Tracking;

/// <summary>Tracked bodies, and how long what is tracked is kept, by retention class.</summary>
public abstract class RetentionCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    [Rule(70)]
    [Promise("ITrackingStore.ReadBodiesAsync", 1, 2)]
    public async Task Tracked_bodies_come_with_their_commit_and_are_read_in_parts()
    {
        var a = await JoinAsync();
        var large = Some.Noise(300_000);
        await a.MustCommitAsync(a.Commit().TrackBodies(0, large).TrackBodies(2, Some.Bytes("one,two")));
        var (lane, sequence) = (a.Lane, a.LastSequenceOf(a.Lane));

        Assert.Equal("two", await TextAsync(a, new TrackedPlace(2, lane, sequence, 4, 3)));
        var part = await a.Store.Tracking.ReadBodiesAsync(new TrackedPlace(0, lane, sequence, 1_000, 250_000), default);
        Assert.True(large.AsSpan(1_000, 250_000).SequenceEqual(part));
        Assert.Null(await TextAsync(a, new TrackedPlace(1, lane, sequence, 0, 1)));
        Assert.Null(await TextAsync(a, new TrackedPlace(0, lane, sequence + 1, 0, 1)));
        Assert.Null(await TextAsync(a, new TrackedPlace(0, lane + 1, sequence, 0, 1)));
    }

    [Fact]
    [Rule(70)]
    public async Task A_commit_that_fails_tracks_nothing()
    {
        var a = await JoinAsync();
        var key = Some.Key();
        await a.MustCommitAsync(a.Commit().Receipt(key));

        var result = await a.CommitAsync(a.Commit().Receipt(key).TrackBodies(0, Some.Bytes("nothing")));

        Assert.IsType<CommitResult.ReceiptsTaken>(result);
        Assert.Null(await TextAsync(a, new TrackedPlace(0, a.Lane, a.LastSequenceOf(a.Lane) + 1, 0, 7)));
    }

    [Fact]
    [Rule(74)]
    [Promise("IConfigurationStore.ActivateAsync", 5)]
    public async Task Classes_keep_their_numbers_as_long_as_they_are_named()
    {
        var a = await JoinAsync();
        Assert.Equal([(0, "default", null)], Rows(a.Configuration!));

        var first = await ActivateAsync(a, ("audit", 10), ("short", 2));
        Assert.Equal([(0, "default", null), (1, "audit", 10), (2, "short", 2)], Rows(first));

        var second = await ActivateAsync(a, ("short", 3), ("default", 7), ("new", 5), ("audit", 10));
        Assert.Equal([(0, "default", 7), (1, "audit", 10), (2, "short", 3), (3, "new", 5)], Rows(second));

        var third = await ActivateAsync(a, ("other", 4), ("new", 5));
        Assert.Equal([(0, "default", null), (1, "other", 4), (2, "short", 3), (3, "new", 5)], Rows(third));
        Assert.Equal(Rows(third), Rows((await a.Store.Configuration.GetActiveAsync(default))!));
    }

    [Fact]
    [Rule(73, 75)]
    [Promise("IMaintenanceStore.RunOnceAsync", 4)]
    public async Task What_is_tracked_is_kept_as_long_as_its_class_says_and_goes_soon_after()
    {
        var a = await JoinAsync();
        await ActivateAsync(a, ("default", 3), ("audit", 30));
        a.Configuration = await a.Store.Configuration.GetActiveAsync(default);
        var begun = Clock.Now;
        await a.MustCommitAsync(a.Commit()
            .Tracking(Row("short"), Row("long") with { Retention = 1 })
            .TrackBodies(0, Some.Bytes("short")).TrackBodies(1, Some.Bytes("long")));
        var sequence = a.LastSequenceOf(a.Lane);
        var (inShort, inLong) = (
            new TrackedPlace(0, a.Lane, sequence, 0, 5), new TrackedPlace(1, a.Lane, sequence, 0, 4));

        long rows = await AgeAsync(a, begun + (2.9 * Day));
        Assert.Equal(0, rows);
        Assert.Equal(["short", "long"], await FindAsync(a, begun));
        Assert.Equal("short", await TextAsync(a, inShort));
        await a.MustCommitAsync(a.Commit().Tracking(Row("young")).TrackBodies(0, Some.Bytes("young")));

        rows = await AgeAsync(a, begun + (4.5 * Day));
        Assert.Equal(1, rows);
        Assert.Equal(["long", "young"], await FindAsync(a, begun));
        Assert.Null(await TextAsync(a, inShort));
        Assert.Equal("long", await TextAsync(a, inLong));
        Assert.Equal("young", await TextAsync(a, inShort with { Sequence = a.LastSequenceOf(a.Lane) }));

        rows = await AgeAsync(a, begun + (45 * Day), hours: 12);
        Assert.Equal(2, rows);
        Assert.Empty(await FindAsync(a, begun));
        Assert.Null(await TextAsync(a, inLong));

        // The rings have gone round several times; what is written goes where it belongs all the same.
        await a.MustCommitAsync(a.Commit().Tracking(Row("again")).TrackBodies(0, Some.Bytes("again")));
        Assert.Equal(["again"], await FindAsync(a, begun));
    }

    [Fact]
    [Rule(71)]
    public async Task A_body_in_chunks_stays_for_what_is_tracked_and_goes_then()
    {
        var a = await JoinAsync();
        var (tracked, forgotten) = (Some.Id(), Some.Id());
        foreach (var id in new[] { tracked, forgotten })
        {
            await a.Store.Bodies.AppendAsync(a.Session, id, 0, Some.Bytes("chunk"), default);
        }
        var begun = Clock.Now;
        await a.MustCommitAsync(a.Commit()
            .PublishBodies(tracked, forgotten).KeepBodies(2 * Day, tracked).KeepBodies(5 * Day, tracked));

        await AgeAsync(a, begun + (4.9 * Day));
        Assert.Null(await a.Store.Bodies.ReadAsync(forgotten, 0, default));
        Assert.NotNull(await a.Store.Bodies.ReadAsync(tracked, 0, default));

        await AgeAsync(a, begun + (6 * Day));
        Assert.Null(await a.Store.Bodies.ReadAsync(tracked, 0, default));
    }

    private TrackingRow Row(string events) => Some.Tracking(Clock.Now, Clock.Now, events);

    /// <summary>Lets the time pass, with a clean-up every few hours.</summary>
    private async Task<long> AgeAsync(StoreProcess process, DateTimeOffset until, int hours = 2)
    {
        long rows = 0;
        var options = new CleanUpOptions { GenerationBytes = 1, GenerationAge = Day, CopyOutAfter = Day };
        while (Clock.Now < until)
        {
            Clock.Step(TimeSpan.FromHours(hours));
            rows += (await process.Store.Maintenance.RunOnceAsync(options, default)).TrackingRows;
        }
        return rows;
    }

    private static async Task<ActiveConfiguration> ActivateAsync(
        StoreProcess process, params (string Name, int Days)[] classes)
    {
        var package = Some.Bytes($"{string.Join(",", classes)}");
        var active = await process.Store.Configuration.ActivateAsync(
            new Activation(Some.Hash(package), package, "*", [], [])
            {
                Retention = [.. classes.Select(one => new RetentionClass(one.Name, one.Days * Day))],
            },
            default);
        return active!;
    }

    private static IEnumerable<(int, string, int?)> Rows(ActiveConfiguration active) =>
        active.Retention.Select(row => (row.Number, row.Name, (int?)row.Keep?.TotalDays));

    private static async Task<string?> TextAsync(StoreProcess process, TrackedPlace place) =>
        await process.Store.Tracking.ReadBodiesAsync(place, default) is { } bytes ? Some.Text(bytes) : null;

    private static async Task<IEnumerable<string>> FindAsync(StoreProcess process, DateTimeOffset from) =>
        (await process.Store.Tracking.ReadAsync(from.AddDays(-1), from.AddDays(99), 0, 100, default))
            .Select(row => Some.Text(row.Events));
}
