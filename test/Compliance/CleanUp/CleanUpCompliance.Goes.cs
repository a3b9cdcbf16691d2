using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.CleanUp;

/// <content>What goes.</content>
public abstract partial class CleanUpCompliance
{
    [Fact]
    [Rule(60, 61, 62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    public async Task What_every_reader_has_done_goes()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        foreach (var lane in a.Lanes.Take(3))
        {
            for (var i = 0; i < 5; i++)
            {
                await a.MustCommitAsync(a.Commit(lane).Record(Some.Noise(10_000), send, archive).Track("t"));
            }
            await FinishAsync(a, lane, send, archive, 0);
        }
        var before = await a.Store.Maintenance.MeasureAsync(default);

        var reports = await CleanUpAsync(a.Store);

        foreach (var lane in a.Lanes.Take(3))
        {
            Assert.Empty(await SequencesAsync(a.Store, send, lane));
            Assert.Empty(await SequencesAsync(a.Store, archive, lane));
            Assert.Empty(await TracksAsync(a.Store, lane));
        }
        var after = await a.Store.Maintenance.MeasureAsync(default);
        Assert.True(after.Segments < before.Segments, $"{after.Segments} segments after {before.Segments}.");
        Assert.True(reports.Sum(report => report.Segments) >= 15);
        Assert.Empty(reports[^1].PinnedBy);
    }

    [Fact]
    [Rule(62, 63)]
    [Promise("IMaintenanceStore.RunOnceAsync", 3)]
    [Schedule("10")]
    public async Task A_host_without_traffic_keeps_nothing_of_the_others()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send));
        await a.MustCommitAsync(a.Commit().Message("2", send).Track("t"));
        await FinishAsync(a, a.Lane, send, 0);

        await CleanUpAsync(a.Store);

        Assert.Empty(await SequencesAsync(a.Store, send, a.Lane));
        Assert.Empty(await TracksAsync(a.Store, a.Lane));
        var idle = (await a.Store.Log.ReadProgressAsync(default))
            .Single(row => row.ReaderLane == new ReaderLane(a.Reader("archive"), a.Lane));
        Assert.Equal(Position.Start, idle.Position);
    }

    [Fact]
    [Rule(30, 62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 3)]
    [Schedule("10")]
    [Invariant(7)]
    public async Task A_suspended_message_keeps_nothing_of_the_log_and_its_message_stays()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("will be suspended", send).Message("neighbour", send));
        var item = Some.SuspendedItem(send) with { Record = Some.Noise(300_000) };
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(2, 0)).Add(item));

        await CleanUpAsync(a.Store);
        Clock.Step(TimeSpan.FromDays(500));
        await CleanUpAsync(a.Store);

        Assert.Empty(await SequencesAsync(a.Store, send, a.Lane));
        var kept = await a.Store.OpenItems.GetAsync(item.Id, default);
        Assert.True(Some.Same(item.Record, kept?.Record.ToArray()));
        Assert.Equal([item.Id], await a.Store.OpenItems.ResumeAsync([item.Id], [], default));
    }

    [Fact]
    [Rule(62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 3)]
    [Schedule("11")]
    public async Task Lanes_that_stand_still_keep_nothing_of_the_busy_ones()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        foreach (var lane in a.Lanes)
        {
            await a.MustCommitAsync(a.Commit(lane).Message("once", send));
            await FinishAsync(a, lane, send);
        }
        for (var round = 0; round < 5; round++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{round}", send));
            await FinishAsync(a, a.Lane, send);
            await CleanUpAsync(a.Store);

            foreach (var lane in a.Lanes)
            {
                Assert.Empty(await SequencesAsync(a.Store, send, lane));
            }
        }
    }

    [Fact]
    [Rule(45, 65)]
    [Promise("IMaintenanceStore.RunOnceAsync", 4)]
    [Invariant(2)]
    public async Task Receipts_go_by_age_closed_ones_sooner_and_no_other()
    {
        var a = await JoinAsync();
        var (open, closed) = (Some.Key(), Some.Key());
        await a.MustCommitAsync(a.Commit().Receipt(open).Receipt(closed));
        await a.MustCommitAsync(a.Commit().CloseReceipts(closed));
        Assert.Equal(2, (await a.Store.Maintenance.MeasureAsync(default)).Receipts);

        Clock.Step(TimeSpan.FromHours(20));
        Assert.Equal(0, (await CleanUpAsync(a.Store)).Sum(report => report.Receipts));
        Clock.Step(TimeSpan.FromHours(5));
        Assert.Equal(1, (await CleanUpAsync(a.Store)).Sum(report => report.Receipts));
        Assert.Equal([open], await a.Store.Receipts.FindAsync([open, closed], default));

        Clock.Step(TimeSpan.FromDays(88));
        Assert.Equal(0, (await CleanUpAsync(a.Store)).Sum(report => report.Receipts));
        Assert.Equal([open], await a.Store.Receipts.FindAsync([open], default));
        Clock.Step(TimeSpan.FromDays(2));
        Assert.Equal(1, (await CleanUpAsync(a.Store)).Sum(report => report.Receipts));
        Assert.Empty(await a.Store.Receipts.FindAsync([open], default));
        Assert.Equal(0, (await a.Store.Maintenance.MeasureAsync(default)).Receipts);
    }

    [Fact]
    [Rule(60, 65)]
    [Promise("IMaintenanceStore.RunOnceAsync", 4)]
    public async Task Many_old_things_go_in_bounded_rounds_until_none_is_left()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        for (var i = 0; i < 20; i++)
        {
            var commit = a.Commit().Record(Some.Noise(1000), send);
            for (var n = 0; n < 500; n++)
            {
                commit.Receipt(Some.Key(), lookUp: false);
            }
            await a.MustCommitAsync(commit.Tracking(Some.Tracking(Clock.Now, Clock.Now)));
        }
        await FinishAsync(a, a.Lane, send);
        Clock.Step(TimeSpan.FromDays(100));

        var reports = await CleanUpAsync(a.Store);

        Assert.Equal(10_000, reports.Sum(report => report.Receipts));
        Assert.Equal(20, reports.Sum(report => report.TrackingRows));
        var size = await a.Store.Maintenance.MeasureAsync(default);
        Assert.Equal((0L, 0L, 0L), (size.Receipts, size.TrackingRows, size.OpenItems));
    }
}
