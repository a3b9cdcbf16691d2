using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Schedules;

/// <content>14: a log that holds no completions.</content>
public abstract partial class ScheduleCompliance
{
    [Fact]
    [Schedule("14")]
    [Rule(2, 10, 26)]
    [Invariant(3)]
    public async Task Schedule_14_every_outcome_is_tracked_once_though_the_tracker_dies_in_between()
    {
        var worker = await JoinAsync("worker");
        var send = worker.Reader("send");
        var lane = worker.Lane;
        for (var i = 1; i <= 9; i++)
        {
            await worker.MustCommitAsync(worker.Commit().Message($"{i}", send)
                .Progress(send, new Position(i, 0)).Track($"sent {i}"));
        }

        // Each tracker reads three, stores two of them with its progress, and dies with the third in hand.
        var tracker = worker;
        for (var life = 1; life <= 5; life++)
        {
            var from = tracker.Grant(0, lane).Progress.Position.Sequence;
            var tracks = await tracker.Store.Log.ReadTracksAsync(lane, from, 3, 9999, default);
            foreach (var track in tracks.Take(2))
            {
                await tracker.MustCommitAsync(tracker.Commit(lane)
                    .Progress(0, new Position(track.Sequence + 1, 0), inLane: lane)
                    .Tracking(Some.Tracking(Clock.Now, Clock.Now, Some.Text(track.Track))));
            }
            var heir = await StartAsync($"tracker {life}");
            await CrashAndTakeOverAsync(tracker, heir);
            Assert.IsNotType<CommitResult.Committed>(await tracker.CommitAsync(tracker.Commit(lane)
                .Progress(0, new Position(99, 0), inLane: lane).Tracking(Some.Tracking(Clock.Now, Clock.Now, "late"))));
            tracker = heir;
        }

        var rows = await tracker.Store.Tracking.ReadAsync(Clock.Now, Clock.Now, 0, 100, default);
        Assert.Equal(Enumerable.Range(1, 9).Select(i => $"sent {i}"), rows.Select(row => Some.Text(row.Events)));
    }
}
