using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.OpenItems;

/// <content>The table of states.</content>
public abstract partial class OpenItemCompliance
{
    [Fact]
    [Rule(31, 33)]
    [Promise("IOpenItemStore.AcquireDueAsync", 1, 2)]
    public async Task A_failed_attempt_waits_for_its_interval_and_is_then_taken()
    {
        var a = await JoinAsync();
        var item = Some.OpenItem() with { DueIn = TimeSpan.FromMinutes(5), Attempts = 1 };
        await a.MustCommitAsync(a.Commit().Add(item));
        Assert.Equal(Clock.Now.AddMinutes(5), (await GetAsync(a, item.Id)).Due);
        Clock.Step(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.Empty(await TakeDueAsync(a));

        Clock.Step(TimeSpan.FromSeconds(1));
        var taken = Assert.Single(await TakeDueAsync(a));

        Assert.Equal((item.Id, OpenItemState.Active, 1), (taken.Id, taken.State, taken.Attempts));
        Assert.Equal(2, taken.Epoch);
        Assert.Equal("a message that was not sent", Some.Text(taken.Record));
        Assert.Equal(OpenItemState.Active, (await GetAsync(a, item.Id)).State);
    }

    [Fact]
    [Rule(9, 31, 32)]
    public async Task A_long_attempt_is_its_owners_from_the_start()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item));
        Clock.Step(TimeSpan.FromDays(1));

        Assert.Empty(await TakeDueAsync(a));
        Assert.Empty(await TakeDueAsync(b));
        Assert.Equal((OpenItemState.Active, 1L), await StateAsync(a, item.Id));
        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(item.Id, 1)));
        Assert.Null(await a.Store.OpenItems.GetAsync(item.Id, default));
    }

    [Theory]
    [InlineData(OpenItemState.Suspended)]
    [InlineData(OpenItemState.SuspendedNotResumable)]
    [Rule(31)]
    [Invariant(7)]
    public async Task A_suspended_item_waits_for_a_person_however_long(OpenItemState state)
    {
        var a = await JoinAsync();
        var item = Some.SuspendedItem() with { State = state };
        await a.MustCommitAsync(a.Commit().Add(item));
        Clock.Step(TimeSpan.FromDays(1000));

        Assert.Empty(await TakeDueAsync(a));
        Assert.Null(await a.Store.OpenItems.NextDueInAsync([], default));
        Assert.Equal(state, (await GetAsync(a, item.Id)).State);
    }

    [Fact]
    [Rule(31, 33)]
    public async Task An_attempt_that_failed_again_waits_anew_and_keeps_what_its_sender_recorded()
    {
        var a = await JoinAsync();
        var item = Some.OpenItem() with { Transmit = "orders-1.tmp" };
        await a.MustCommitAsync(a.Commit().Add(item));
        var taken = Assert.Single(await TakeDueAsync(a));
        Clock.Step(TimeSpan.FromSeconds(7));

        var change = Change(taken, OpenItemState.Waiting) with { DueIn = TimeSpan.FromMinutes(1) };
        await a.MustCommitAsync(a.Commit().Change(change));

        var row = await GetAsync(a, item.Id);
        Assert.Equal((OpenItemState.Waiting, 1, "transmit.refused"), (row.State, row.Attempts, row.FailureCode));
        Assert.Equal(("refused again", "orders-1.tmp"), (row.FailureText, row.Transmit));
        Assert.Equal((Clock.Now.AddMinutes(1), Clock.Now), (row.Due, row.ChangedAt));
        Assert.Equal(Clock.Now.AddSeconds(-7), row.CreatedAt);
        Assert.True(row.Epoch > taken.Epoch);
        Assert.Empty(await TakeDueAsync(a));
        Clock.Step(TimeSpan.FromMinutes(1));
        Assert.Single(await TakeDueAsync(a));
    }

    [Fact]
    [Rule(31, 32)]
    public async Task An_owner_that_records_an_effect_keeps_the_item()
    {
        var a = await JoinAsync();
        var item = Some.OpenItem();
        await a.MustCommitAsync(a.Commit().Add(item));
        var taken = Assert.Single(await TakeDueAsync(a));

        var record = Change(taken, OpenItemState.Active) with { Transmit = "orders-1.tmp" };
        await a.MustCommitAsync(a.Commit().Change(record));

        Assert.Equal((OpenItemState.Active, taken.Epoch), await StateAsync(a, item.Id));
        Assert.Equal("orders-1.tmp", (await GetAsync(a, item.Id)).Transmit);
        await a.MustCommitAsync(a.Commit().Remove(record.Key));
    }

    [Fact]
    [Rule(24, 31, 35)]
    [Promise("ISessionStore.TakeOverAsync", 2)]
    [Invariant(7)]
    public async Task Each_death_of_an_owner_is_counted_and_the_item_is_due_at_once()
    {
        var owner = await JoinAsync("server 0");
        var item = Some.OpenItem(state: OpenItemState.Active);
        await owner.MustCommitAsync(owner.Commit().Add(item));
        for (var deaths = 1; deaths <= 3; deaths++)
        {
            var heir = await StartAsync($"server {deaths}");
            await CrashAndTakeOverAsync(owner, heir);

            var taken = Assert.Single(await TakeDueAsync(heir));
            Assert.Equal((item.Id, deaths), (taken.Id, taken.Deaths));
            owner = heir;
        }
    }

    [Fact]
    [Rule(31)]
    [Promise("ISessionStore.TakeOverAsync", 2)]
    public async Task Items_that_nobody_works_on_do_not_notice_a_takeover()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        OpenItemRow[] items =
        [
            Some.SuspendedItem(), Some.OpenItem() with { DueIn = TimeSpan.FromHours(1) },
            Some.SuspendedItem() with { State = OpenItemState.SuspendedNotResumable },
        ];
        await a.MustCommitAsync(a.Commit().Add(items[0]).Add(items[1]).Add(items[2]));
        var before = await b.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default);

        Clock.Step(TimeSpan.FromMinutes(1));
        await CrashAndTakeOverAsync(a, b);

        var after = await b.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default);
        Assert.Equal(before.Select(Contents.Show), after.Select(Contents.Show));
    }

    [Theory]
    [InlineData(OpenItemState.Suspended)]
    [InlineData(OpenItemState.SuspendedNotResumable)]
    [Rule(31)]
    [Invariant(7)]
    public async Task An_attempt_that_failed_for_good_is_suspended_with_its_reason_and_report(OpenItemState state)
    {
        var a = await JoinAsync();
        var item = Some.OpenItem();
        await a.MustCommitAsync(a.Commit().Add(item));
        var taken = Assert.Single(await TakeDueAsync(a));

        await a.MustCommitAsync(a.Commit().Change(Change(taken, state) with { Report = "Order.Total > 100: it is 7" }));

        var row = await GetAsync(a, item.Id);
        Assert.Equal((state, "Order.Total > 100: it is 7", null), (row.State, row.Report, row.Due));
        Assert.Equal("a message that was not sent", Some.Text(row.Record));
        Assert.Empty(await TakeDueAsync(a));
    }

    [Fact]
    [Rule(31)]
    public async Task A_finished_item_is_gone()
    {
        var a = await JoinAsync();
        var item = Some.OpenItem();
        await a.MustCommitAsync(a.Commit().Add(item));
        var taken = Assert.Single(await TakeDueAsync(a));

        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(item.Id, taken.Epoch)));

        Assert.Null(await a.Store.OpenItems.GetAsync(item.Id, default));
        Assert.Empty(await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        Assert.Empty(await a.Store.OpenItems.CountAsync(default));
    }

    private static async Task<(OpenItemState State, long Epoch)> StateAsync(StoreProcess process, Guid id)
    {
        var row = await GetAsync(process, id);
        return (row.State, row.Epoch);
    }
}
