using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Tests.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Tests.Track;

public class TrackerTests
{
    private const int Lane = 3;

    [Fact]
    public async Task Tracked_AfterAReadHasFoundIt_IsStoredOnce()
    {
        await using var world = new WriterWorld(_ => new CommitResult.Committed());
        var tracker = Tracker(world);
        world.Script.Tracks.Add(new SegmentTrack(1, Sent()));
        await RunAsync(tracker, world);

        tracker.Tracked(Lane, 1, Sent());
        await RunAsync(tracker, world);

        Assert.Single(world.Script.Committed.SelectMany(batch => batch.Tracking));
        Assert.Equal(TimeSpan.Zero, tracker.Lag);
    }

    [Fact]
    public async Task Tracked_AfterTheReadThatFoundNothing_IsStored()
    {
        await using var world = new WriterWorld(_ => new CommitResult.Committed());
        var tracker = Tracker(world);
        await RunAsync(tracker, world);

        tracker.Tracked(Lane, 1, Sent());
        await RunAsync(tracker, world);

        Assert.Single(world.Script.Committed.SelectMany(batch => batch.Tracking));
    }

    private static Tracker Tracker(WriterWorld world)
    {
        var tracker = new Tracker(
            world.Unit, world.Store, new TrackerOptions(), TimeProvider.System, NullLogger.Instance);
        var lane = new ReaderLane(0, Lane);
        tracker.Add(new ReaderGrant(lane, 1, new ProgressRow(lane, 0, 0, Position.Start, default), [], 0));
        return tracker;
    }

    private static async Task RunAsync(Tracker tracker, WriterWorld world)
    {
        while (await tracker.RunOnceAsync(CancellationToken.None))
        {
        }

        // Behind this one all that the tracker has given to the writer is committed.
        await world.CommitAsync(_ => { });
    }

    private static ReadOnlyMemory<byte> Sent()
    {
        var writer = new TrackWriter();
        writer.Sent(Guid.CreateVersion7(), Guid.CreateVersion7(), DateTimeOffset.UnixEpoch, "port");
        var track = new ByteWriter();
        TrackSections.Write(track, 0, writer.Written.Span);
        return track.ToArray();
    }
}
