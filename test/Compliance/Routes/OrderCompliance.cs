using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>Ordered readers: one owner for all lanes, and one order over all of them.</summary>
public abstract class OrderCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    private const int Many = 1_000;

    [Fact]
    [Rule(52, 53)]
    public async Task An_ordered_reader_starts_at_the_heads_and_keeps_its_number()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Message("before", a.Reader("send")));

        var active = await a.Store.Configuration.ActivateAsync(Ordered("line", "line/1"), default);
        var again = await a.Store.Configuration.ActivateAsync(Ordered("line/1", "line"), default);
        a.Configuration = again;
        var holdings = await a.AcquireAsync(2, a.Reader("line"));

        var rows = active!.Readers.Where(one => one.Kind == ReaderKind.Ordered).ToList();
        Assert.Equal(["line", "line/1"], rows.Select(one => one.Name).Order());
        Assert.All(rows, one => Assert.Equal(one.Id, one.Base));
        Assert.Equal(rows, again!.Readers.Where(one => one.Kind == ReaderKind.Ordered));
        var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(a.Reader("line"), a.Lane));
        Assert.Equal(new Position(2, 0), grant.Progress.Position);
    }

    [Fact]
    [Rule(80)]
    [Promise("ISessionStore.AcquireAsync", 5)]
    [Invariant(5)]
    public async Task It_belongs_to_one_session_in_all_lanes_also_in_those_that_are_made_later()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line);
        var b = await StartAsync("b");

        var others = await b.AcquireAsync(2, line);
        var all = await a.AcquireAsync(2, line);

        Assert.Empty(others.Readers);
        Assert.Equal(
            a.Lanes.Concat(b.Lanes).Order(),
            all.Readers.Select(one => one.ReaderLane.Lane).Order());
    }

    [Fact]
    [Rule(24, 80)]
    [Promise("ISessionStore.AcquireAsync", 5)]
    [Invariant(4)]
    public async Task A_taker_gets_all_of_it_and_the_old_owner_completes_nothing_any_more()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line);
        var b = await StartAsync("b");
        await b.AcquireAsync(2, line);
        await b.MustCommitAsync(b.Commit().Message("one", line));
        await a.AcquireAsync(2, line);

        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));
        var taken = await b.AcquireAsync(2, line);

        Assert.Equal(b.Lanes.Order(), taken.Readers.Select(one => one.ReaderLane.Lane).Order());
        await b.MustCommitAsync(b.Commit().Progress(line, new Position(2, 0)));
        var late = await a.CommitAsync(a.Commit().Progress(line, new Position(2, 0), inLane: b.Lane));
        Assert.True(late is CommitResult.LaneLost or CommitResult.ReadersLost, $"{late}");
    }

    [Fact]
    [Rule(80)]
    [Promise("ISessionStore.AcquireAsync", 5)]
    [Invariant(5)]
    public async Task Of_many_that_take_it_at_once_one_gets_all()
    {
        var (a, line) = await StartOrderedAsync();
        var all = new List<StoreProcess> { a };
        for (var i = 0; i < 5; i++)
        {
            all.Add(await StartAsync($"server {i}"));
        }

        await Together("taking", [.. all.Select<StoreProcess, Func<Task<Holdings>>>(
            process => () => process.AcquireAsync(2, line))]);
        var holdings = new List<Holdings>();
        foreach (var process in all)
        {
            holdings.Add(await process.AcquireAsync(2, line));
        }

        var owner = Assert.Single(holdings, one => one.Readers.Count > 0);
        Assert.Equal(
            holdings.SelectMany(one => one.Lanes).Select(one => one.Lane).Order(),
            owner.Readers.Select(one => one.ReaderLane.Lane).Order());
    }

    [Fact]
    [Rule(15, 81)]
    [Promise("ILogStore.ReadRoundAsync", 1, 2)]
    [Schedule("9")]
    [Invariant(6)]
    public async Task A_round_has_the_order_of_the_commits_whatever_lanes_they_are_in()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line);
        var b = await StartAsync("b");
        await b.AcquireAsync(2, line);
        var expected = new List<(int, long)>();
        for (var i = 0; i < 30; i++)
        {
            var process = i % 3 == 0 ? b : a;
            var lane = process.Lanes[i % process.Lanes.Count];
            await process.MustCommitAsync(process.Commit(lane).Message($"{i}", line, process.Reader("send")));
            expected.Add((lane, process.LastSequenceOf(lane)));
        }

        var round = await a.Store.Log.ReadRoundAsync(line, new Dictionary<int, long>(), Many, Many, default);

        Assert.Equal(expected, round.Select(one => (one.Lane, one.Sequence)));
        Assert.Equal(round.Select(one => one.Number).Distinct().Order(), round.Select(one => one.Number));
        Assert.All(round, one => Assert.False(one.Entries.IsEmpty));
    }

    [Fact]
    [Rule(81)]
    [Promise("ILogStore.ReadRoundAsync", 3)]
    [Schedule("9")]
    [Invariant(6)]
    public async Task A_lane_that_is_cut_off_caps_the_round()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line);
        var (one, two) = (a.Lanes[0], a.Lanes[1]);
        int[] lanes = [one, one, one, two, one, two];
        foreach (var lane in lanes)
        {
            await a.MustCommitAsync(a.Commit(lane).Message("x", line));
        }

        var places = new Dictionary<int, long>();
        var read = new List<int>();
        var rounds = new List<int>();
        while (await a.Store.Log.ReadRoundAsync(line, places, 2, Many, default) is { Count: > 0 } round)
        {
            foreach (var row in round)
            {
                read.Add(row.Lane);
                places[row.Lane] = row.Sequence + 1;
            }
            rounds.Add(round.Count);
        }

        Assert.Equal(lanes, read);
        Assert.Equal(2, rounds[0]);
    }

    [Fact]
    [Rule(81)]
    [Promise("ILogStore.ReadRoundAsync", 2, 4)]
    public async Task A_round_has_at_least_one_however_large_it_is()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line);
        Assert.Empty(await a.Store.Log.ReadRoundAsync(line, new Dictionary<int, long>(), 10, 1, default));
        for (var i = 0; i < 3; i++)
        {
            await a.MustCommitAsync(a.Commit(a.Lanes[i]).Message($"{i}", line));
        }

        var round = await a.Store.Log.ReadRoundAsync(line, new Dictionary<int, long>(), 10, 1, default);

        Assert.Equal(a.Lanes[0], Assert.Single(round).Lane);
    }

    [Fact]
    [Rule(62, 81)]
    [Promise("ILogStore.ReadRoundAsync", 2)]
    public async Task What_is_not_worked_stays_in_its_order_through_clean_up()
    {
        var (a, line) = await StartOrderedAsync();
        await a.AcquireAsync(2, line, a.Reader("send"));
        for (var i = 0; i < 6; i++)
        {
            await a.MustCommitAsync(a.Commit(a.Lanes[i % 2]).Message($"{i}", line));
        }
        var before = await a.Store.Log.ReadRoundAsync(line, new Dictionary<int, long>(), Many, Many, default);
        var first = before[0];
        await a.MustCommitAsync(a.Commit().Progress(line, new Position(first.Sequence + 1, 0), inLane: first.Lane));

        await CleanUpAsync(a.Store);

        var places = new Dictionary<int, long> { [first.Lane] = first.Sequence + 1 };
        var after = await a.Store.Log.ReadRoundAsync(line, places, Many, Many, default);
        Assert.Equal(
            before.Skip(1).Select(one => (one.Lane, one.Sequence, one.Number)),
            after.Select(one => (one.Lane, one.Sequence, one.Number)));
        foreach (var row in after)
        {
            Assert.NotEmpty(await a.ReadAsync(line, row.Lane, row.Sequence));
        }
    }

    private static Activation Ordered(params IReadOnlyList<string> readers) =>
        Some.Configuration(Hosts) with { Ordered = readers };

    private async Task<(StoreProcess Process, int Reader)> StartOrderedAsync()
    {
        var a = await StartAsync();
        a.Configuration = await a.Store.Configuration.ActivateAsync(Ordered("line"), default);
        return (a, a.Reader("line"));
    }
}
