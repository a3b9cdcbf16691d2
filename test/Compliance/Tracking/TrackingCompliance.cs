using Viaduct.Core.Store;

namespace Viaduct.Compliance.Tracking;

/// <summary>Batches of tracking events: written by the tracker, found by time, read page by page.</summary>
public abstract class TrackingCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rows_are_found_whose_span_touches_the_time_asked_for()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Tracking(
            Row("early", -60, -30), Row("touches", -30, 0), Row("around", -5, 5), Row("within", 1, 2),
            Row("late", 3, 9)));

        Assert.Equal(["touches", "around", "within"], await FindAsync(a, 0, 2));
        Assert.Equal(["around", "late"], await FindAsync(a, 3, 3));
        Assert.Equal(["early"], await FindAsync(a, -100, -31));
        Assert.Empty(await FindAsync(a, 10, 20));
    }

    [Fact]
    public async Task Rows_have_rising_numbers_and_are_read_page_by_page()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        for (var i = 0; i < 12; i++)
        {
            var process = i % 2 == 0 ? a : b;
            await process.MustCommitAsync(process.Commit().Tracking(Row($"{i}", i, i + 1), Row($"{i}+", i, i + 1)));
        }

        var read = new List<TrackingRow>();
        var before = -1;
        while (read.Count > before)
        {
            before = read.Count;
            read.AddRange(await a.Store.Tracking.ReadAsync(
                Noon, Noon.AddHours(1), read.LastOrDefault()?.Id ?? 0, 5, default));
            Assert.True(read.Count <= before + 5);
        }

        Assert.Equal(Enumerable.Range(0, 12).SelectMany(i => new[] { $"{i}", $"{i}+" }),
            read.Select(row => Some.Text(row.Events)));
        Assert.Equal(read.Select(row => row.Id).Distinct().Order(), read.Select(row => row.Id));
        Assert.All(read, row => Assert.True(row.Id > 0));
    }

    [Fact]
    public async Task Rows_are_read_back_from_the_last_page_by_page()
    {
        var a = await JoinAsync();
        for (var i = 0; i < 12; i++)
        {
            await a.MustCommitAsync(a.Commit().Tracking(Row($"{i}", i, i + 1)));
        }

        var read = new List<TrackingRow>();
        var before = -1;
        while (read.Count > before)
        {
            before = read.Count;
            read.AddRange(await a.Store.Tracking.ReadBackAsync(
                Noon.AddSeconds(4), Noon.AddSeconds(9), read.LastOrDefault()?.Id ?? long.MaxValue, 4, default));
            Assert.True(read.Count <= before + 4);
        }

        Assert.Equal(["9", "8", "7", "6", "5", "4", "3"], read.Select(row => Some.Text(row.Events)));
        Assert.Empty(await a.Store.Tracking.ReadBackAsync(
            Noon.AddHours(1), Noon.AddHours(2), long.MaxValue, 4, default));
    }

    [Fact]
    public async Task Indexes_are_read_without_events_in_both_directions()
    {
        var a = await JoinAsync();
        for (var i = 0; i < 6; i++)
        {
            await a.MustCommitAsync(a.Commit().Tracking(Row($"{i}", i, i + 1)));
        }
        var tracking = a.Store.Tracking;
        var whole = await tracking.ReadAsync(Noon.AddSeconds(2), Noon.AddHours(1), 0, 9, default);
        var (from, to) = (Noon.AddSeconds(2), Noon.AddHours(1));

        var rows = await tracking.ReadIndexesAsync(from, to, whole[0].Id, 3, default);
        var back = await tracking.ReadIndexesBackAsync(from, to, whole[^1].Id, 3, default);

        Assert.Equal(whole.Skip(1).Take(3).Select(row => row.Id), rows.Select(row => row.Id));
        Assert.Equal(whole.Reverse().Skip(1).Take(3).Select(row => row.Id), back.Select(row => row.Id));
        Assert.All(rows.Concat(back), row => Assert.True(row.Events.IsEmpty));
        Assert.All(rows.Concat(back), row => Assert.Equal("index", Some.Text(row.Index)));
    }

    [Fact]
    public async Task A_row_comes_back_as_it_was()
    {
        var a = await JoinAsync();
        var row = new TrackingRow(
            0, Noon.AddMilliseconds(1), Noon.AddMilliseconds(2), Some.Noise(100_000), Some.Noise(1 << 20));
        await a.MustCommitAsync(a.Commit().Tracking(row));

        var read = Assert.Single(await a.Store.Tracking.ReadAsync(Noon, Noon.AddMinutes(1), 0, 10, default));

        Assert.Equal((row.From, row.To), (read.From, read.To));
        Assert.True(row.Index.Span.SequenceEqual(read.Index.Span));
        Assert.True(row.Events.Span.SequenceEqual(read.Events.Span));
    }

    private static TrackingRow Row(string events, int fromSecond, int toSecond) =>
        Some.Tracking(Noon.AddSeconds(fromSecond), Noon.AddSeconds(toSecond), events);

    private static async Task<IEnumerable<string>> FindAsync(StoreProcess process, int fromSecond, int toSecond) =>
        (await process.Store.Tracking.ReadAsync(
            Noon.AddSeconds(fromSecond), Noon.AddSeconds(toSecond), 0, 100, default))
            .Select(row => Some.Text(row.Events));
}
