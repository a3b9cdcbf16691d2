using Viaduct.Support;

namespace Viaduct.Store.Sqlite.Tests.Processes;

/// <summary>Several processes that write as fast as they can.</summary>
public sealed class SharingTests
{
    private const int CommitsMin = 300;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Writers_share_fairly_heartbeats_do_not_wait_and_the_log_stays_small(int count)
    {
        await using var group = await Group.CreateAsync();
        var writers = new List<ProcessUnderTest>();
        for (var i = 0; i < count; i++)
        {
            writers.Add(await group.StartAsync("share", $"s{i}", "joined"));
        }
        await Task.WhenAll(writers.Select(writer => writer.WriteLineAsync("go")));
        await WaitForCommitsAsync(group, count * CommitsMin);
        await Task.WhenAll(writers.Select(writer => writer.WriteLineAsync("stop")));
        var results = await Task.WhenAll(writers.Select(ResultAsync));

        var (least, most) = (results.Min(one => one.Commits), results.Max(one => one.Commits));
        Assert.True(least * 2 >= most, $"Shares of {least} to {most} commits are not fair.");
        Assert.All(results, one => Assert.True(one.LongestBeat < 2_000, $"A heartbeat took {one.LongestBeat} ms."));
        var log = new FileInfo(group.Path + "-wal").Length;
        Assert.True(log < 3 * new SqliteStoreOptions { Path = "" }.CheckpointBytes, $"The log has {log} bytes.");
    }

    private static async Task WaitForCommitsAsync(Group group, long commits)
    {
        while ((await group.Store.Log.ReadHeadsAsync(default)).Values.Sum() < commits)
        {
            await group.Store.WaitForHintAsync(TimeSpan.FromMilliseconds(100), default);
        }
    }

    private static async Task<(int Commits, int LongestBeat)> ResultAsync(ProcessUnderTest writer)
    {
        var line = await writer.WaitForLineAsync("shared", Group.Limit);
        var numbers = line.Split(' ').Skip(1).Select(int.Parse).ToList();
        return (numbers[0], numbers[2]);
    }
}
