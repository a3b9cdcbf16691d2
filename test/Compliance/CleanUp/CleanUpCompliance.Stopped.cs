using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.CleanUp;

/// <content>What stays for a stopped port of what its host has done: what names it, and no more.</content>
public abstract partial class CleanUpCompliance
{
    [Fact]
    [Rule(55, 62, 64)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    [Invariant(6, 7)]
    public async Task A_stopped_port_keeps_what_names_it_from_where_it_stands_and_no_more()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await PublishAsync(a, 1, "to-erp");
        await a.MustCommitAsync(a.Commit().Progress(send, new Position(3, 0)));
        var erp = await StopAsync(a, "to-erp");
        await PublishAsync(a, 3, "to-file");
        await PublishAsync(a, 4, "to-erp");
        await PublishAsync(a, 5, "to-file", "to-erp");
        await PublishAsync(a, 6, "to-file");
        await PublishAsync(a, 7, "to-erp");
        await FinishAsync(a, a.Lane, send);

        var reports = await CleanUpAsync(a.Store);

        Assert.Equal([4, 5, 7], await SequencesAsync(a.Store, send, a.Lane));
        Assert.Equal([erp.ReaderLane], reports[^1].PinnedBy);
        var b = await StartAsync("b");
        await CrashAndTakeOverAsync(a, b);
        var lane = a.Lane;
        await b.MustCommitAsync(b.Commit(lane).For("to-file").Message("9", send));
        await b.MustCommitAsync(b.Commit(lane).For("to-erp").Message("10", send));
        await FinishAsync(b, lane, send);
        await CleanUpAsync(b.Store);
        Assert.Equal(["4", "5", "7", "10"], await b.ReadAsync(send, lane, from: 3, port: "to-erp"));
        Assert.Equal([4, 5, 7, 10], await SequencesAsync(b.Store, send, lane));

        await ProgressAsync(b, erp, lane, 6);
        await CleanUpAsync(b.Store);
        Assert.Equal(["7", "10"], await b.ReadAsync(send, lane, port: "to-erp"));
        Assert.Equal([7, 10], await SequencesAsync(b.Store, send, lane));
        await ProgressAsync(b, erp, lane, 11);
        Assert.Empty((await CleanUpAsync(b.Store))[^1].PinnedBy);
        Assert.Empty(await SequencesAsync(b.Store, send, lane));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule(55, 62, 64)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    public async Task What_one_stopped_port_has_done_goes_though_another_one_stands_before_it(bool joins)
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var erp = await StopAsync(a, "to-erp");
        var file = await StopAsync(a, "to-file");
        for (var i = 1; i <= 6; i++)
        {
            await PublishAsync(a, i, i % 3 == 0 ? ["to-erp", "to-file"] : i % 3 == 1 ? ["to-file"] : ["to-erp"]);
        }
        await FinishAsync(a, a.Lane, send);
        await CleanUpAsync(a.Store);
        Assert.Equal([1, 2, 3, 4, 5, 6], await SequencesAsync(a.Store, send, a.Lane));

        await ProgressAsync(a, file, a.Lane, 4);
        await CleanUpAsync(a.Store);
        Assert.Equal([2, 3, 4, 5, 6], await SequencesAsync(a.Store, send, a.Lane));
        await ProgressAsync(a, file, a.Lane, 8);
        if (joins)
        {
            var stands = a.Grant(file.ReaderLane.Reader);
            Assert.True(await a.Store.Configuration.JoinPortAsync(
                a.Session, [stands.Progress with { Epoch = stands.Epoch }], default));
        }
        await CleanUpAsync(a.Store);
        Assert.Equal([2, 3, 5, 6], await SequencesAsync(a.Store, send, a.Lane));
        Assert.Equal(["2", "3", "5", "6"], await a.ReadAsync(send, port: "to-erp"));
        await ProgressAsync(a, erp, a.Lane, 8);
        await CleanUpAsync(a.Store);
        Assert.Empty(await SequencesAsync(a.Store, send, a.Lane));
    }

    [Fact]
    [Rule(62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    public async Task A_stopped_port_that_nothing_can_name_keeps_nothing()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        await StopAsync(a, "gone");
        await PublishAsync(a, 1, "to-erp");
        await PublishAsync(a, 2, "to-file");
        await FinishAsync(a, a.Lane, send);

        var reports = await CleanUpAsync(a.Store);

        Assert.Empty(await SequencesAsync(a.Store, send, a.Lane));
        Assert.Empty(reports[^1].PinnedBy);
    }

    [Fact]
    [Rule(55, 60, 62)]
    [Promise("IMaintenanceStore.RunOnceAsync", 1)]
    [Invariant(7)]
    public async Task A_port_that_is_stopped_and_started_beside_clean_up_misses_nothing()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var cleaners = new[] { await Fixture.OpenAsync(), await Fixture.OpenAsync() };
        using var done = new CancellationTokenSource();
        var cleaning = cleaners.Select(store => Task.Run(() => CleanAsync(store, done.Token))).ToList();

        for (var round = 0; round < 30; round++)
        {
            var first = a.LastSequenceOf(a.Lane) + 1;
            await PublishAsync(a, 0, "to-file");
            await PublishAsync(a, 1, "to-erp", "to-file");
            await a.MustCommitAsync(a.Commit().Progress(send, new Position(first + 1, 0)));
            var erp = await StopAsync(a, "to-erp");
            await PublishAsync(a, 2, "to-file");
            await PublishAsync(a, 3, "to-erp");
            await FinishAsync(a, a.Lane, send);
            await PublishAsync(a, 4, "to-erp");

            Assert.Equal(["1", "3", "4"], await a.ReadAsync(send, from: first + 1, port: "to-erp"));
            var end = a.LastSequenceOf(a.Lane) + 1;
            await ProgressAsync(a, erp, a.Lane, end);
            var stands = a.Grant(erp.ReaderLane.Reader);
            Assert.True(await a.Store.Configuration.JoinPortAsync(
                a.Session, [stands.Progress with { Epoch = stands.Epoch }], default));
            await a.MustCommitAsync(a.Commit().Progress(send, new Position(end, 0)));
        }

        await done.CancelAsync();
        await Within(Task.WhenAll(cleaning), "Clean-up");
        await CleanUpAsync(a.Store);
        Assert.Empty(await SequencesAsync(a.Store, send, a.Lane));
    }

    private static Task PublishAsync(StoreProcess process, int number, params string[] ports) =>
        process.MustCommitAsync(process.Commit().For(ports).Message($"{number}", process.Reader("send")));

    private static Task ProgressAsync(StoreProcess process, ReaderGrant port, int lane, long sequence) =>
        process.MustCommitAsync(process.Commit(lane).Progress(
            port.ReaderLane.Reader, new Position(sequence, 0), inLane: lane));

    // Where its host stands.
    private static async Task<ReaderGrant> StopAsync(StoreProcess process, string port)
    {
        var host = process.Grant(process.Reader("send"));
        var grants = await process.Store.Configuration.DetachPortAsync(
            process.Session, $"send/{port}", [host.Progress with { Epoch = host.Epoch }], default);
        process.Believe([], grants!);
        return Assert.Single(grants!);
    }
}
