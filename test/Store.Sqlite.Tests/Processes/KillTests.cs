using Viaduct.Compliance;

namespace Viaduct.Store.Sqlite.Tests.Processes;

/// <summary>SIGKILL at any place: what was reported is there, and nothing is there by half.</summary>
public sealed class KillTests
{
    private const int Seed = 20260302;

    /// <summary>Whether there is time for everything.</summary>
    public static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    private static readonly int s_kills = IsLong ? 200 : 20;

    [Fact]
    public async Task Ten_thousand_commits_under_kills_leave_no_half_commit()
    {
        await using var group = await Group.CreateAsync();
        var random = new Random(Seed);
        var reported = new List<string>();
        for (var life = 0; life < s_kills; life++)
        {
            var process = await group.StartAsync("commit", $"s{life}", "committed");
            var target = random.Next(1, 20_000 / s_kills);
            var lines = 0;
            await process.WaitForLineAsync(
                _ => Interlocked.Increment(ref lines) >= target, Group.Limit, $"{target} lines");
            await process.KillAsync();
            reported.AddRange(process.Lines.Where(line => line.StartsWith("committed ", StringComparison.Ordinal))
                .Select(line => line["committed ".Length..]));
            Assert.True(await group.Store.Sessions.TakeOverAsync(await group.SessionOfAsync($"s{life}"), default));
        }

        await CheckAsync(group, reported, s_kills);
    }

    [Fact]
    public async Task A_kill_during_preparation_leaves_a_store_that_can_be_prepared()
    {
        await using var group = await Group.CreateAsync();
        var random = new Random(Seed);
        for (var kill = 0; kill < s_kills / 2; kill++)
        {
            var path = $"{group.Path}-{kill}";
            await using var process = Group.Start("prepare", path);
            await process.WaitForLineAsync("preparing", Group.Limit);
            // Anywhere in it: so many other things are done meanwhile.
            for (var work = random.Next(40); work > 0; work--)
            {
                await group.Store.Sessions.ListAsync(default);
            }
            await process.KillAsync();

            await using var again = Group.Start("prepare", path);
            Assert.Equal(0, await again.WaitForExitAsync(Group.Limit));
        }
    }

    [Fact]
    public async Task Four_processes_prepare_a_new_store_at_once()
    {
        await using var group = await Group.CreateAsync();
        var path = group.Path + "-new";
        var processes = Enumerable.Range(0, 4).Select(_ => Group.Start("prepare", path)).ToList();
        foreach (var process in processes)
        {
            Assert.True(await process.WaitForExitAsync(Group.Limit) == 0, process.Output);
            await process.DisposeAsync();
        }
    }

    private static async Task CheckAsync(Group group, List<string> reported, int lives)
    {
        var checking = await group.JoinAsync("checking");
        var send = checking.Reader("send");
        var found = new List<string>();
        foreach (var lane in checking.Lanes)
        {
            var head = checking.LastSequenceOf(lane);
            var texts = Enumerable.Range(1, (int)head).Select(sequence => $"{lane}/{sequence}").ToList();
            found.AddRange(texts);
            for (var from = 1; from <= head; from += 10_000)
            {
                Assert.Equal(texts.Skip(from - 1).Take(10_000), await checking.ReadAsync(send, lane, from));
            }
            var tracks = await group.Store.Log.ReadTracksAsync(lane, 1, int.MaxValue, int.MaxValue, default);
            Assert.Equal(texts, tracks.Select(one => Some.Text(one.Track)));
            var keys = texts.Select(Some.Key).ToList();
            Assert.Equal(keys.Count, (await group.Store.Receipts.FindAsync(keys, default)).Count);
            var progress = checking.Grant(send, lane).Progress;
            Assert.Equal(Math.Max(head, 1), progress.Position.Sequence);
            Assert.Equal(head > 0 ? $"{lane}/{head}" : "", Some.Text(progress.Done));
        }
        Assert.Empty(reported.Except(found));
        // One more per life may have been durable without having been reported; lines may have stayed in a pipe.
        Assert.True(reported.Count >= lives, $"Only {reported.Count} commits were reported.");
    }
}
