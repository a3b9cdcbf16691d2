using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Compliance;
using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Writers;

/// <summary>What such a process does.</summary>
internal static class Modes
{
    /// <summary>Prepares the store and ends.</summary>
    public static async Task<int> PrepareAsync(string path)
    {
        await using var store = Open(path);
        Console.WriteLine("preparing");
        await store.PrepareAsync(StoreFixture.Group, default);
        Console.WriteLine("prepared");
        return 0;
    }

    /// <summary>
    /// From a line on its input to the next, commits and beats as fast as it can, then says how that went.
    /// </summary>
    public static async Task<int> ShareAsync(string path, string server)
    {
        var process = await JoinAsync(path, server);
        Console.WriteLine("joined");
        Console.ReadLine();
        using var stop = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            Console.ReadLine();
            stop.Cancel();
        });
        var beating = Task.Run(() => BeatAsync(process, stop.Token));
        // Several at a time, so that one always waits for its turn, whatever the scheduler does.
        var commits = await Task.WhenAll(process.Lanes.Take(3).Select(lane => CommitAsync(process, lane, stop.Token)));
        await reading;
        Console.WriteLine($"shared {commits.Sum()} {await beating}");
        return 0;
    }

    /// <summary>Commits, each time with everything that must stay together, and says so, until it is killed.</summary>
    public static async Task<int> CommitAsync(string path, string server)
    {
        var process = await JoinAsync(path, server);
        var send = process.Reader("send");
        while (true)
        {
            var sequence = process.LastSequenceOf(process.Lane) + 1;
            var text = $"{process.Lane}/{sequence}";
            await process.MustCommitAsync(process.Commit()
                .Message(text, send).Track(text).Receipt(Some.Key(text))
                .Progress(send, new Position(sequence, 0), text));
            Console.WriteLine($"committed {text}");
        }
    }

    /// <summary>Commits something, then stays inside the transaction of a second commit until it is killed.</summary>
    public static async Task<int> HangAsync(string path, string server)
    {
        var process = await JoinAsync(path, server);
        await process.MustCommitAsync(process.Commit().Message("kept", process.Reader("send")));
        var filled = process.Commit().Message("lost", process.Reader("send")).Receipt(Some.Key("lost")).Build();
        var hanging = new CommitBatch
        {
            Session = filled.Session,
            CommitId = filled.CommitId,
            Lane = filled.Lane,
            LaneEpoch = filled.LaneEpoch,
            Sequence = filled.Sequence,
            RouteVersion = filled.RouteVersion,
            Records = filled.Records,
            References = filled.References,
            Receipts = filled.Receipts,
            Tracking = new HangingList(),
        };
        await process.Store.Log.CommitAsync(hanging, default);
        return 1;
    }

    private static async Task<int> CommitAsync(StoreProcess process, int lane, CancellationToken stop)
    {
        var content = Some.Noise(20_000);
        var commits = 0;
        for (; !stop.IsCancellationRequested; commits++)
        {
            var result = await process.Store.Log.CommitAsync(
                new CommitBatch
                {
                    Session = process.Session,
                    CommitId = Some.Id(),
                    Lane = lane,
                    LaneEpoch = process.LaneEpochOf(lane),
                    Sequence = process.LastSequenceOf(lane) + 1 + commits,
                    RouteVersion = process.RouteVersion,
                    Records = content,
                },
                CancellationToken.None);
            Assert.Equal(CommitResult.Committed.Instance, result);
        }
        return commits;
    }

    private static SqliteStore Open(string path) =>
        new(new SqliteStoreOptions { Path = path }, NullLogger<SqliteStore>.Instance);

    private static async Task<StoreProcess> JoinAsync(string path, string server)
    {
        var store = Open(path);
        await store.PrepareAsync(StoreFixture.Group, default);
        var active = await store.Configuration.GetActiveAsync(default);
        var request = new SessionRequest(server, "some-machine", Environment.ProcessId, "0.1.0");
        var session = await store.Sessions.StartAsync(request, default)
            ?? throw new InvalidOperationException($"A live session has the name {server}.");
        var process = new StoreProcess(store, server, session) { Configuration = active };
        await process.AcquireAsync(lanesMin: 3);
        return process;
    }

    private static async Task<string> BeatAsync(StoreProcess process, CancellationToken stop)
    {
        var longest = TimeSpan.Zero;
        var beats = 0;
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await process.Store.Sessions.HeartbeatAsync(process.Session, default);
            var lasted = Stopwatch.GetElapsedTime(started);
            longest = lasted > longest ? lasted : longest;
            beats++;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
        return $"{beats} {(int)longest.TotalMilliseconds}";
    }
}
