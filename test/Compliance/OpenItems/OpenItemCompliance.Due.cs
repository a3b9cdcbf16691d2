using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.OpenItems;

/// <content>Who gets what is due.</content>
public abstract partial class OpenItemCompliance
{
    [Fact]
    [Rule(32)]
    [Promise("IOpenItemStore.AcquireDueAsync", 1)]
    public async Task A_process_gets_the_items_of_its_hosts_and_those_of_nobody()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        OpenItemRow forSend = Some.OpenItem(send), forArchive = Some.OpenItem(archive), forAll = Some.OpenItem();
        await a.MustCommitAsync(a.Commit().Add(forSend).Add(forArchive).Add(forAll));

        Assert.Equal([forAll.Id], (await TakeDueAsync(a)).Select(one => one.Id));
        Assert.Equal([forSend.Id], (await TakeDueAsync(a, send)).Select(one => one.Id));
        Assert.Equal([forArchive.Id], (await TakeDueAsync(a, send, archive)).Select(one => one.Id));
    }

    [Fact]
    [Rule(32)]
    [Promise("IOpenItemStore.AcquireDueAsync", 4)]
    public async Task Items_come_oldest_due_first_up_to_the_limits_and_at_least_one()
    {
        var a = await JoinAsync();
        var commit = a.Commit();
        foreach (var minutes in new[] { 3, 1, 5, 2, 4 })
        {
            commit.Add(Some.OpenItem() with
            {
                DueIn = TimeSpan.FromMinutes(minutes), Port = $"{minutes}", Record = Some.Noise(1000),
            });
        }
        await a.MustCommitAsync(commit);
        Clock.Step(TimeSpan.FromHours(1));

        Assert.Equal(["1", "2"], await PortsAsync(itemsMax: 2, bytesMax: 100_000));
        Assert.Equal(["3"], await PortsAsync(itemsMax: 10, bytesMax: 10));
        Assert.Equal(["4", "5"], await PortsAsync(itemsMax: 10, bytesMax: 2000));
        Assert.Empty(await PortsAsync(itemsMax: 10, bytesMax: 2000));

        async Task<IEnumerable<string>> PortsAsync(int itemsMax, int bytesMax)
        {
            var rows = await a.Store.OpenItems.AcquireDueAsync(a.Session, [], itemsMax, bytesMax, default);
            return rows.Select(row => row.Port);
        }
    }

    [Fact]
    [Rule(32)]
    [Promise("IOpenItemStore.AcquireDueAsync", 3)]
    [Invariant(3)]
    public async Task Processes_that_take_at_once_never_get_the_same_item()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var commit = a.Commit();
        var ids = Enumerable.Range(0, 120).Select(_ => Some.OpenItem()).ToList();
        ids.ForEach(item => commit.Add(item));
        await a.MustCommitAsync(commit);

        var taken = await Together("taking items", () => TakeAllAsync(a), () => TakeAllAsync(b));

        Assert.Equal(ids.Select(item => item.Id).Order(), taken.SelectMany(one => one).Select(one => one.Id).Order());
        foreach (var (process, mine) in new[] { (a, taken[0]), (b, taken[1]) })
        {
            var done = process.Commit();
            mine.ForEach(row => done.Remove(new OpenItemKey(row.Id, row.Epoch)));
            await process.MustCommitAsync(done);
        }
        Assert.Empty(await a.Store.OpenItems.CountAsync(default));
    }

    [Fact]
    [Rule(24, 32)]
    [Promise("IOpenItemStore.AcquireDueAsync", 5)]
    [Invariant(3, 4)]
    public async Task A_process_that_was_taken_over_gets_no_items()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        await a.MustCommitAsync(a.Commit().Add(Some.OpenItem()));
        await CrashAsync(a);
        Assert.True(await b.Store.Sessions.TakeOverAsync(a.Session, default));

        Assert.Empty(await NothingFor(() => TakeDueAsync(a)));

        Assert.Single(await TakeDueAsync(b));
    }

    [Fact]
    [Rule(33)]
    public async Task When_the_next_item_is_due_is_a_distance_by_the_stores_clock()
    {
        var a = await JoinAsync();
        int send = a.Reader("send"), archive = a.Reader("archive");
        var items = a.Store.OpenItems;
        Assert.Null(await items.NextDueInAsync([send], default));
        await a.MustCommitAsync(a.Commit()
            .Add(Some.OpenItem(send) with { DueIn = TimeSpan.FromMinutes(9) })
            .Add(Some.OpenItem(send) with { DueIn = TimeSpan.FromMinutes(5) })
            .Add(Some.OpenItem(archive) with { DueIn = TimeSpan.FromMinutes(2) })
            .Add(Some.SuspendedItem(send)).Add(Some.OpenItem(send, OpenItemState.Active)));

        Assert.Equal(TimeSpan.FromMinutes(5), await items.NextDueInAsync([send], default));
        Assert.Equal(TimeSpan.FromMinutes(2), await items.NextDueInAsync([send, archive], default));
        Assert.Null(await items.NextDueInAsync([], default));
        Clock.Step(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(4), await items.NextDueInAsync([send], default));
        Clock.Step(TimeSpan.FromMinutes(10));
        Assert.True(await items.NextDueInAsync([send], default) <= TimeSpan.Zero);
    }

    [Fact]
    [Rule(33)]
    [Invariant(8)]
    public async Task A_clock_that_steps_only_moves_when_items_are_due()
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Add(Some.OpenItem() with { DueIn = TimeSpan.FromMinutes(5) }));

        Clock.Step(TimeSpan.FromHours(-1));
        Assert.Empty(await TakeDueAsync(a));
        Assert.Equal(TimeSpan.FromMinutes(65), await a.Store.OpenItems.NextDueInAsync([], default));
        Clock.Step(TimeSpan.FromHours(2));
        Assert.Single(await TakeDueAsync(a));
    }

    private static async Task<List<OpenItemRow>> TakeAllAsync(StoreProcess process)
    {
        var all = new List<OpenItemRow>();
        var before = -1;
        while (all.Count > before)
        {
            before = all.Count;
            all.AddRange(await process.Store.OpenItems.AcquireDueAsync(process.Session, [], 7, 1 << 20, default));
        }
        return all;
    }
}
