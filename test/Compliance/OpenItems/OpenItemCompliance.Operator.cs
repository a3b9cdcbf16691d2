using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.OpenItems;

/// <content>What an operator does: list, count, show, resume, terminate.</content>
public abstract partial class OpenItemCompliance
{
    [Fact]
    [Rule(31, 34)]
    [Invariant(7)]
    public async Task A_resumed_item_is_due_at_once_with_its_attempts_begun_anew()
    {
        var a = await JoinAsync();
        var item = Some.SuspendedItem();
        await a.MustCommitAsync(a.Commit().Add(item));
        Clock.Step(TimeSpan.FromHours(1));

        Assert.Equal([item.Id], await a.Store.OpenItems.ResumeAsync([item.Id], [], default));

        var row = await GetAsync(a, item.Id);
        Assert.Equal((OpenItemState.Waiting, 0, Clock.Now), (row.State, row.Attempts, row.Due));
        var taken = Assert.Single(await TakeDueAsync(a));
        Assert.Equal("a message that was not sent", Some.Text(taken.Record));
    }

    [Fact]
    [Rule(34)]
    public async Task Resuming_changes_suspended_items_only_and_each_once()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        OpenItemRow suspended = Some.SuspendedItem(), other = Some.SuspendedItem();
        OpenItemRow waiting = Some.OpenItem() with { DueIn = TimeSpan.FromHours(1), Attempts = 2 };
        OpenItemRow active = Some.OpenItem(state: OpenItemState.Active);
        var final = Some.SuspendedItem() with { State = OpenItemState.SuspendedNotResumable };
        await a.MustCommitAsync(a.Commit().Add(suspended).Add(other).Add(waiting).Add(active).Add(final));
        Guid[] ids = [suspended.Id, waiting.Id, active.Id, final.Id, Some.Id(), suspended.Id];

        var resumed = await Together(
            "resuming",
            () => a.Store.OpenItems.ResumeAsync(ids, [], default),
            () => b.Store.OpenItems.ResumeAsync(ids, [], default));

        Assert.Equal([suspended.Id], resumed.SelectMany(one => one));
        Assert.Empty(await a.Store.OpenItems.ResumeAsync(ids, [], default));
        Assert.Empty(await a.Store.OpenItems.ResumeAsync([], [], default));
        Assert.Equal(OpenItemState.Suspended, (await GetAsync(a, other.Id)).State);
        var untouched = await GetAsync(a, waiting.Id);
        Assert.Equal((OpenItemState.Waiting, 2), (untouched.State, untouched.Attempts));
        Assert.Equal(OpenItemState.SuspendedNotResumable, (await GetAsync(a, final.Id)).State);
        await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(active.Id, 1)));
    }

    [Fact]
    [Rule(34)]
    public async Task Resuming_is_tracked_for_the_items_that_it_changes()
    {
        var a = await JoinAsync();
        OpenItemRow suspended = Some.SuspendedItem(), waiting = Some.OpenItem(), other = Some.SuspendedItem();
        await a.MustCommitAsync(a.Commit().Add(suspended).Add(waiting).Add(other));
        Guid[] ids = [waiting.Id, suspended.Id, Some.Id(), other.Id];
        TrackingRow[] tracking =
            [.. "waiting,suspended,gone,other".Split(',').Select(text => Some.Tracking(Clock.Now, Clock.Now, text))];

        await a.Store.OpenItems.ResumeAsync(ids, tracking, default);

        Assert.Equal(["other", "suspended"], (await TrackingAsync(a)).Order());
        Assert.Empty(await a.Store.OpenItems.ResumeAsync(ids, tracking, default));
        Assert.Equal(2, (await TrackingAsync(a)).Count);
    }

    [Fact]
    [Rule(31)]
    [Promise("IOpenItemStore.TerminateAsync", 1)]
    public async Task Terminating_deletes_what_nobody_works_on_and_is_tracked()
    {
        var a = await JoinAsync();
        OpenItemRow suspended = Some.SuspendedItem(), waiting = Some.OpenItem();
        OpenItemRow active = Some.OpenItem(state: OpenItemState.Active);
        var final = Some.SuspendedItem() with { State = OpenItemState.SuspendedNotResumable };
        await a.MustCommitAsync(a.Commit().Add(suspended).Add(waiting).Add(active).Add(final));
        Guid[] ids = [suspended.Id, waiting.Id, active.Id, final.Id, Some.Id()];
        var tracking = Some.Tracking(Clock.Now, Clock.Now, "terminated by an operator");

        var gone = await a.Store.OpenItems.TerminateAsync(ids, [tracking], default);

        Assert.Equal(new[] { suspended.Id, waiting.Id, final.Id }.Order(), gone.Order());
        var left = await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default);
        Assert.Equal([active.Id], left.Select(one => one.Id));
        Assert.Equal(["terminated by an operator"], await TrackingAsync(a));

        Assert.Empty(await a.Store.OpenItems.TerminateAsync(ids, [tracking], default));
        Assert.Single(await TrackingAsync(a));
    }

    [Fact]
    [Rule(31, 32)]
    [Invariant(3)]
    public async Task An_item_is_either_taken_or_terminated_never_both()
    {
        var a = await JoinAsync();
        var b = await JoinAsync("b");
        for (var round = 0; round < 20; round++)
        {
            var item = Some.OpenItem();
            await a.MustCommitAsync(a.Commit().Add(item));
            var tracking = Some.Tracking(Clock.Now, Clock.Now, $"{round}");

            IReadOnlyList<OpenItemRow> taken = [];
            IReadOnlyList<Guid> gone = [];
            await Together(
                "taking and terminating",
                async () => (taken = await TakeDueAsync(a)).Count,
                async () => (gone = await b.Store.OpenItems.TerminateAsync([item.Id], [tracking], default)).Count);

            Assert.Equal(1, taken.Count + gone.Count);
            Assert.Equal(gone.Count, (await TrackingAsync(a)).Count(text => text == $"{round}"));
            if (taken.Count == 1)
            {
                await a.MustCommitAsync(a.Commit().Remove(new OpenItemKey(item.Id, taken[0].Epoch)));
            }
        }
    }

    [Fact]
    [Rule(30)]
    public async Task A_list_is_read_page_by_page_in_the_order_of_creation_without_the_messages()
    {
        var a = await JoinAsync();
        var items = Enumerable.Range(0, 25).Select(_ => Some.SuspendedItem()).ToList();
        foreach (var ten in items.AsEnumerable().Reverse().Chunk(10))
        {
            var commit = a.Commit();
            Array.ForEach(ten, item => commit.Add(item));
            await a.MustCommitAsync(commit);
        }

        var read = new List<OpenItemRow>();
        while (await PageAsync(read.LastOrDefault()?.Id) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 10);
            read.AddRange(page);
        }

        Assert.Equal(items.Select(item => item.Id).Order(), read.Select(row => row.Id));
        Assert.All(read, row => Assert.True(row.Record.IsEmpty));

        Task<IReadOnlyList<OpenItemRow>> PageAsync(Guid? after) =>
            a.Store.OpenItems.ListAsync(new OpenItemFilter { After = after }, 10, default);
    }

    [Fact]
    [Rule(30)]
    public async Task Ids_are_in_the_order_of_their_bytes()
    {
        var a = await JoinAsync();
        string[] ids =
        [
            "00000000-0000-7000-8000-000000000001", "01890000-0000-7000-8000-000000000000",
            "01890000-0000-7fff-8000-000000000000", "01890000-8000-7000-bfff-ffffffffffff",
            "01890000-ffff-7000-8000-000000000000", "7f000000-0000-7000-8000-000000000000",
            "80000000-0000-7000-8000-000000000000", "ffffffff-ffff-7fff-bfff-ffffffffffff",
        ];
        var commit = a.Commit();
        foreach (var id in ids.Reverse())
        {
            commit.Add(Some.SuspendedItem() with { Id = Guid.Parse(id) });
        }
        await a.MustCommitAsync(commit);

        var listed = await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 100, default);
        var after = await a.Store.OpenItems.ListAsync(new OpenItemFilter { After = Guid.Parse(ids[3]) }, 100, default);

        Assert.Equal(ids, listed.Select(row => $"{row.Id}"));
        Assert.Equal(ids[4..], after.Select(row => $"{row.Id}"));
    }

    [Fact]
    [Rule(30, 31)]
    public async Task Items_are_found_by_state_port_failure_and_message_and_counted()
    {
        var a = await JoinAsync();
        var send = a.Reader("send");
        var waiting = Some.OpenItem(send) with { FailureCode = "transmit.timeout", DueIn = TimeSpan.FromDays(1) };
        OpenItemRow one = Some.SuspendedItem(send), two = Some.SuspendedItem(send);
        OpenItemRow elsewhere = Some.SuspendedItem(send) with { Port = "to-file", FailureCode = null };
        await a.MustCommitAsync(a.Commit().Add(waiting).Add(one).Add(two).Add(elsewhere));

        Assert.Equal([waiting.Id], await FindAsync(a, new OpenItemFilter { States = [OpenItemState.Waiting] }));
        Assert.Equal(
            [waiting.Id, elsewhere.Id],
            await FindAsync(
                a, new OpenItemFilter { States = [OpenItemState.Waiting, OpenItemState.Suspended], Port = "to-file" },
                new OpenItemFilter { FailureCode = "transmit.timeout" }));
        Assert.Equal([two.Id], await FindAsync(a, new OpenItemFilter { MessageId = two.MessageId }));
        Assert.Equal(
            [one.Id, two.Id],
            await FindAsync(a, new OpenItemFilter { Port = "to-erp", FailureCode = "transmit.refused" }));
        Assert.Empty(await FindAsync(a, new OpenItemFilter { States = [OpenItemState.Active] }));
        Assert.Empty(await FindAsync(a, new OpenItemFilter { Port = "nowhere" }));
        OpenItemCount[] counts =
        [
            new(OpenItemState.Waiting, "to-erp", "transmit.timeout", 1),
            new(OpenItemState.Suspended, "to-erp", "transmit.refused", 2),
            new(OpenItemState.Suspended, "to-file", null, 1),
        ];
        Assert.Equal(counts.ToHashSet(), (await a.Store.OpenItems.CountAsync(default)).ToHashSet());
    }

    [Fact]
    [Rule(30)]
    public async Task Everything_that_was_written_of_an_item_is_shown()
    {
        var a = await JoinAsync();
        var item = Some.SuspendedItem(a.Reader("send")) with
        {
            Kind = OpenItemKind.Receive, Port = "orders-in/folder", MessageType = "http://contoso.example#Order",
            Report = "no subscriber:\n\treceivePort == \"x\"", Transmit = "a.tmp → a.xml",
            Record = Some.Noise(1 << 20), BodyIds = [Some.Id(), Some.Id()],
        };
        await a.MustCommitAsync(a.Commit().Add(item));

        var row = await GetAsync(a, item.Id);

        var expected = item with { Due = null, CreatedAt = Clock.Now, ChangedAt = Clock.Now };
        Assert.Equal(Contents.Show(expected), Contents.Show(row));
        Assert.True(row.Record.Span.SequenceEqual(item.Record.Span));
        Assert.Equal(item.BodyIds.Order(), row.BodyIds.Order());
        var listed = Assert.Single(await a.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        Assert.Equal(Contents.Show(expected), Contents.Show(listed));
        Assert.Null(await a.Store.OpenItems.GetAsync(Some.Id(), default));
    }

    private static async Task<IEnumerable<Guid>> FindAsync(StoreProcess process, params OpenItemFilter[] filters)
    {
        var found = new List<Guid>();
        foreach (var filter in filters)
        {
            found.AddRange((await process.Store.OpenItems.ListAsync(filter, 100, default)).Select(row => row.Id));
        }
        return found.Order();
    }

    private static async Task<IReadOnlyList<string>> TrackingAsync(StoreProcess process)
    {
        var rows = await process.Store.Tracking.ReadAsync(
            DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200), 0, 1000, default);
        return [.. rows.Select(row => Some.Text(row.Events))];
    }
}
