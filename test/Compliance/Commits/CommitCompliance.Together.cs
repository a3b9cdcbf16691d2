using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Commits;

/// <content>Several processes at once.</content>
public abstract partial class CommitCompliance
{
    private const int Commits = 60;

    [Fact]
    [Rule(1, 19)]
    public async Task Processes_commit_at_once_and_a_reader_sees_a_growing_prefix_of_each_lane_in_order()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var watcher = await Fixture.OpenAsync();
        var send = a.Reader("send");
        using var done = new CancellationTokenSource();

        var watching = Task.Run(() => WatchAsync(watcher, send, [a.Lane, b.Lane], done.Token));
        await Together("commits", () => CommitManyAsync(a, send), () => CommitManyAsync(b, send));
        await done.CancelAsync();

        Assert.True(await Within(watching, "The reader beside the commits") > 0, "The reader has seen nothing.");
        var expected = Enumerable.Range(1, Commits).Select(i => $"{i}");
        Assert.Equal(expected, await b.ReadAsync(send, a.Lane));
        Assert.Equal(expected, await a.ReadAsync(send, b.Lane));
    }

    [Fact]
    [Rule(1)]
    public async Task A_process_rotates_over_its_lanes_and_each_has_a_sequence_of_its_own()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        for (var round = 0; round < 3; round++)
        {
            foreach (var lane in a.Lanes)
            {
                await a.MustCommitAsync(a.Commit(lane).Message($"{lane}:{round}", send));
            }
        }

        foreach (var lane in a.Lanes)
        {
            Assert.Equal([$"{lane}:0", $"{lane}:1", $"{lane}:2"], await a.ReadAsync(send, lane));
            Assert.Equal(3, (await a.Store.Log.ReadHeadsAsync(default))[lane]);
        }
    }

    private static async Task<bool> CommitManyAsync(StoreProcess process, int reader)
    {
        for (var i = 1; i <= Commits; i++)
        {
            await process.MustCommitAsync(process.Commit().Message($"{i}", reader).Track($"{i}"));
        }
        return true;
    }

    // Each look is a prefix 1, 2, 3 …, at least as long as the one before, and its records are there to be read.
    private static async Task<int> WatchAsync(
        IStore store, int reader, IReadOnlyList<int> lanes, CancellationToken done)
    {
        var seen = lanes.ToDictionary(lane => lane, _ => 0);
        for (var last = false; ; last = done.IsCancellationRequested)
        {
            foreach (var lane in lanes)
            {
                var references = await store.Log.ReadReferencesAsync(new(reader, lane), 1, 1000, 100_000, default);
                var slices = references.SelectMany(Pointers.Read).ToList();
                var texts = (await store.Log.ReadRecordsAsync(lane, slices, default)).Select(Some.Text).ToList();
                Assert.Equal(Enumerable.Range(1, texts.Count).Select(i => $"{i}"), texts);
                Assert.True(texts.Count >= seen[lane], $"Lane {lane} was longer before.");
                seen[lane] = texts.Count;
                var heads = await store.Log.ReadHeadsAsync(default);
                Assert.True(heads[lane] >= texts.Count, $"The head of lane {lane} is behind its last segment.");
            }
            if (last)
            {
                return seen.Values.Sum();
            }
        }
    }
}
