using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.CleanUp;

/// <content>What stays.</content>
public abstract partial class CleanUpCompliance
{
    [Theory]
    [InlineData("a host that lags")]
    [InlineData("a host that nobody has taken yet")]
    [InlineData("a host that is configured no longer")]
    [InlineData("the tracker")]
    [InlineData("a stopped port")]
    [Rule(54, 62, 64)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    [Invariant(7)]
    public async Task What_one_reader_still_needs_stays_however_long_it_takes(string laggard)
    {
        var a = await StartAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        await (laggard.Contains("taken yet") ? a.AcquireAsync(2, 0, send) : a.AcquireAsync());
        for (var i = 1; i <= 6; i++)
        {
            var commit = i % 2 == 0 ? a.Commit().Message($"{i}", send, archive) : a.Commit().Message($"{i}", send);
            await a.MustCommitAsync(commit.Track($"{i}"));
        }
        var others = await PrepareAsync(a, laggard);
        await FinishAsync(a, a.Lane, others);

        for (var round = 0; round < 3; round++)
        {
            await CleanUpAsync(a.Store);
            Clock.Step(TimeSpan.FromDays(20));
        }

        var b = await StartAsync("b");
        await CrashAndTakeOverAsync(a, b);
        switch (laggard)
        {
            case "the tracker":
                Assert.Equal([1, 2, 3, 4, 5, 6], await TracksAsync(b.Store, a.Lane));
                break;
            case "a stopped port":
                Assert.Equal(["3", "4", "5", "6"], await b.ReadAsync(send, a.Lane, from: 3));
                break;
            default:
                Assert.Equal(["2", "4", "6"], await b.ReadAsync(archive, a.Lane));
                break;
        }
    }

    [Fact]
    [Rule(62, 64)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    public async Task A_laggard_is_named_and_what_it_has_done_meanwhile_goes()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        for (var i = 1; i <= 8; i++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{i}", send, archive));
        }
        await FinishAsync(a, a.Lane, send);

        var reports = await CleanUpAsync(a.Store);
        Assert.Equal([new ReaderLane(archive, a.Lane)], reports[^1].PinnedBy);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], await a.ReadAsync(archive));

        await a.MustCommitAsync(a.Commit().Progress(archive, new Position(5, 0)));
        await CleanUpAsync(a.Store);
        Assert.Equal(["5", "6", "7", "8"], await a.ReadAsync(archive, from: 5));
        await a.MustCommitAsync(a.Commit().Progress(archive, new Position(9, 0)));
        await CleanUpAsync(a.Store);
        Assert.Empty(await a.ReadAsync(archive));
    }

    [Fact]
    [Rule(6, 63)]
    [Promise("IMaintenanceStore.RunOnceAsync", 2)]
    [Invariant(6)]
    public async Task The_newest_progress_and_the_last_sequence_survive_when_everything_else_is_gone()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        for (var i = 1; i <= 4; i++)
        {
            await a.MustCommitAsync(a.Commit().Message($"{i}", send));
            await a.MustCommitAsync(a.Commit().Progress(send, new Position(a.LastSequenceOf(a.Lane) + 1, 0), $"{i}"));
        }
        var written = a.Grant(send).Progress;
        for (var round = 0; round < 3; round++)
        {
            await CleanUpAsync(a.Store);
        }
        var before = await Contents.ReadAsync(a.Store);
        await CrashAsync(a);
        await a.Store.DisposeAsync();

        var b = await StartAsync("b");
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));
        var holdings = await b.AcquireAsync();

        Assert.Equal(before, await Contents.ReadAsync(b.Store));
        Assert.Equal(8, holdings.Lanes.Single(one => one.Lane == a.Lane).LastSequence);
        var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(send, a.Lane));
        Assert.Equal((written.Position, "4"), (grant.Progress.Position, Some.Text(grant.Progress.Done)));
        Assert.Equal(written.Number, grant.Progress.Number);
        await b.MustCommitAsync(b.Commit(a.Lane).Message("5", send));
        Assert.Equal(9, b.LastSequenceOf(a.Lane));
        await b.MustCommitAsync(b.Commit(a.Lane).Progress(send, new Position(9, 1), inLane: a.Lane));
    }

    [Fact]
    [Rule(62, 63)]
    [Promise("IMaintenanceStore.RunOnceAsync", 2)]
    [Invariant(13)]
    public async Task What_senders_recorded_for_items_that_are_not_done_survives()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await a.MustCommitAsync(a.Commit().Message("1", send).Message("2", send));
        await a.MustCommitAsync(a.Commit().Transmit(send, new Position(1, 1), "2.tmp"));
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(1, 1)));
        await CleanUpAsync(a.Store);
        Clock.Step(TimeSpan.FromDays(9));
        await CleanUpAsync(a.Store);

        var b = await StartAsync("b");
        await CrashAndTakeOverAsync(a, b);

        Assert.Equal("2.tmp", Some.Text(Assert.Single(b.Grant(send, a.Lane).Transmits).Records));
        Assert.Equal(["1", "2"], await b.ReadAsync(send, a.Lane));
    }

    [Fact]
    [Rule(60, 62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    [Schedule("11")]
    [Invariant(7)]
    public async Task While_everybody_works_and_several_clean_up_nothing_is_lost_and_nothing_stands_still()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var cleaners = new[] { await Fixture.OpenAsync(), await Fixture.OpenAsync() };
        using var done = new CancellationTokenSource();
        var cleaning = cleaners.Select(store => Task.Run(() => CleanAsync(store, done.Token))).ToList();

        var worked = await Together("work beside clean-up", () => WorkAsync(a), () => WorkAsync(b));
        await done.CancelAsync();
        await Within(Task.WhenAll(cleaning), "Clean-up");

        var expected = Enumerable.Range(0, Rounds).Select(i => $"{i}").ToList();
        Assert.All(worked, texts => Assert.Equal(expected, texts));
        await CleanUpAsync(a.Store);
        Assert.Empty(await a.ReadAsync(a.Reader("send")));
        Assert.Empty(await b.ReadAsync(b.Reader("send")));
    }

    private const int Rounds = 120;

    // Publishes and, some segments behind, reads what was published and completes it.
    private static async Task<IReadOnlyList<string>> WorkAsync(StoreProcess process)
    {
        var send = process.Reader("send");
        var position = Position.Start;
        var texts = new List<string>();
        for (var i = 0; texts.Count < Rounds; i++)
        {
            var commit = process.Commit();
            if (i < Rounds)
            {
                commit.Message($"{i}", send);
            }
            if (i % 5 == 4)
            {
                texts.AddRange(await process.ReadAsync(send, from: position.Sequence));
                position = new Position(process.LastSequenceOf(process.Lane) + 1, 0);
                commit.Progress(send, position);
            }
            await process.MustCommitAsync(commit);
        }
        return texts;
    }

    private async Task<bool> CleanAsync(IStore store, CancellationToken done)
    {
        var options = new CleanUpOptions
        {
            GenerationBytes = 1, GenerationAge = TimeSpan.FromSeconds(1), CopyOutAfter = TimeSpan.FromSeconds(1),
        };
        while (!done.IsCancellationRequested)
        {
            Clock.Step(TimeSpan.FromSeconds(2));
            await store.Maintenance.RunOnceAsync(options, default);
        }
        return true;
    }

    // Brings the laggard about, and gives the readers that do not lag.
    private async Task<int[]> PrepareAsync(StoreProcess process, string laggard)
    {
        int send = process.Reader("send"), archive = process.Reader("archive");
        switch (laggard)
        {
            case "the tracker":
                return [send, archive];
            case "a stopped port":
                await process.MustCommitAsync(process.Commit().Progress(send, new Position(3, 0)));
                var row = process.Grant(send).Progress with { Epoch = process.Grant(send).Epoch };
                var detached = await process.Store.Configuration.DetachPortAsync(
                    process.Session, "send/to-erp", [row], default);
                Assert.Equal(new Position(3, 0), Assert.Single(detached!).Progress.Position);
                return [send, archive, 0];
            case "a host that is configured no longer":
                await process.Store.Configuration.ActivateAsync(Some.Configuration("send"), default);
                return [send, 0];
            default:
                return [send, 0];
        }
    }
}
