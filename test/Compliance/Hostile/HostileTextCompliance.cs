using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Hostile;

/// <summary>
/// Texts from outside hold anything. Each is stored as it is, or its member is refused in words; the store works on.
/// </summary>
public abstract class HostileTextCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    /// <summary>Texts that every store keeps as they are.</summary>
    public static TheoryData<string> Awkward => new(
        "", " ", "\t\r\n", "'; DROP TABLE lane; --", "\"\\%_$1{0}@p?:x", "Ünïcödé 日本語 🚂", "\u202Eright to left",
        "\u0001\u001F\u007F\uFFFE\uFFFF");

    /// <summary>Texts that a store may refuse, as long as it says so.</summary>
    public static TheoryData<string> Broken => new(
        "a\0b", "\0", "\uD800", "half a \uDC00 pair", "\uDC00\uD800", new string('x', 1 << 20),
        new string('y', 1 << 20) + "\0");

    [Theory]
    [MemberData(nameof(Awkward))]
    [Rule(30)]
    [Invariant(7)]
    public async Task Awkward_texts_come_back_as_they_were(string text)
    {
        var a = await JoinAsync();
        var item = Describe(Some.SuspendedItem(), text);
        var claim = new ClaimRow(Some.Id(), "orders-in", text);
        await a.MustCommitAsync(a.Commit().Add(item).Claim(claim));
        await a.Store.Sessions.EndAsync(a.Session, default);
        var b = await JoinAsync("b");

        var row = (await b.Store.OpenItems.GetAsync(item.Id, default))!;
        Assert.Equal(
            (text, text, text, text, text),
            (row.FailureText, row.Report, row.Transmit, row.MessageType, row.FailureCode));
        var found = await b.Store.OpenItems.ListAsync(new OpenItemFilter { FailureCode = text }, 10, default);
        Assert.Equal([item.Id], found.Select(one => one.Id));
        var taken = await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default);
        Assert.Equal(text, Assert.Single(taken).Claim.Item);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    [Rule(2, 11)]
    [Invariant(7)]
    public async Task Broken_texts_in_an_open_item_are_stored_or_refused_and_break_nothing(string text)
    {
        var a = await JoinAsync();
        var good = Some.SuspendedItem();
        var before = await Contents.ReadAsync(a.Store);

        var item = Describe(Some.SuspendedItem(), text) with { Port = text };
        await AssertStoredOrRefusedAsync(a, a.Commit().Message("neighbour", a.Reader("send")).Add(item), before);

        await AssertWorksAsync(a, good);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    [Rule(2, 11)]
    [Invariant(7)]
    public async Task Broken_texts_in_a_change_are_stored_or_refused_and_break_nothing(string text)
    {
        var a = await JoinAsync();
        var item = Some.OpenItem(state: OpenItemState.Active);
        await a.MustCommitAsync(a.Commit().Add(item));
        var before = await Contents.ReadAsync(a.Store);
        var change = new OpenItemChange
        {
            Key = new OpenItemKey(item.Id, 1), State = OpenItemState.Suspended, Attempts = 1,
            FailureCode = "x", FailureText = text, Report = text, Transmit = text,
        };

        await AssertStoredOrRefusedAsync(a, a.Commit().Change(change), before);

        await AssertWorksAsync(a, Some.SuspendedItem());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    [Rule(2, 11)]
    public async Task Broken_names_of_source_items_are_stored_or_refused_and_break_nothing(string text)
    {
        var a = await JoinAsync();
        var before = await Contents.ReadAsync(a.Store);

        await AssertStoredOrRefusedAsync(a, a.Commit().Claim(new ClaimRow(Some.Id(), "orders-in", text)), before);
        await a.MustCommitAsync(a.Commit().Claim(Some.Claim()));
        await a.Store.Sessions.EndAsync(a.Session, default);

        var b = await JoinAsync("b");
        Assert.NotEmpty(await b.Store.Receipts.TakeAbandonedAsync(b.Session, "orders-in", default));
        await AssertWorksAsync(b, Some.SuspendedItem());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Broken_texts_in_a_question_are_answered_or_refused_and_break_nothing(string text)
    {
        var a = await JoinAsync();
        await a.MustCommitAsync(a.Commit().Add(Some.SuspendedItem()));

        await AnsweredOrRefusedAsync(() => a.Store.OpenItems.ListAsync(new OpenItemFilter { Port = text }, 9, default));
        await AnsweredOrRefusedAsync(() => a.Store.Receipts.TakeAbandonedAsync(a.Session, text, default));
        await AnsweredOrRefusedAsync(() => a.Store.Configuration.GetPackageAsync(text, default));
        await AnsweredOrRefusedAsync(() => a.Store.Sessions.StartAsync(
            new SessionRequest(text, "m", 1, "1"), default));

        await AssertWorksAsync(a, Some.SuspendedItem());
    }

    [Theory]
    [MemberData(nameof(Broken))]
    [Invariant(10)]
    public async Task Broken_names_in_a_configuration_are_stored_or_refused_as_a_whole(string text)
    {
        var a = await JoinAsync();
        var before = await Contents.ReadAsync(a.Store);
        var activation = Some.Configuration([.. Hosts, text]) with { Ports = ["to-erp", text] };

        if (await AnsweredOrRefusedAsync(() => a.Store.Configuration.ActivateAsync(activation, default)))
        {
            a.Configuration = await a.Store.Configuration.GetActiveAsync(default);
            Assert.Equal(activation.Hash, a.Configuration!.Hash);
            await a.AcquireAsync();
        }
        else
        {
            Assert.Equal(before, await Contents.ReadAsync(a.Store));
        }
        await AssertWorksAsync(a, Some.SuspendedItem());
    }

    [Theory]
    [MemberData(nameof(Awkward))]
    [Rule(53)]
    public async Task Awkward_names_in_a_configuration_come_back_as_they_were(string text)
    {
        var a = await JoinAsync();
        var host = $"host {text}";
        var activation = Some.Configuration([.. Hosts, host]) with { Ports = [$"port {text}", $"PORT {text}"] };

        var active = await a.Store.Configuration.ActivateAsync(activation, default);
        var again = await a.Store.Configuration.ActivateAsync(activation, default);

        Assert.Equal(2, activation.Ports.Select(port => active!.Ports[port]).Distinct().Count());
        Assert.Equal(active!.Ports.OrderBy(one => one.Value), again!.Ports.OrderBy(one => one.Value));
        Assert.Equal(active.Readers.Single(one => one.Name == host), again.Readers.Single(one => one.Name == host));
    }

    private static OpenItemRow Describe(OpenItemRow item, string text) => item with
    {
        FailureText = text, Report = text, Transmit = text, MessageType = text, FailureCode = text,
    };

    private static async Task AssertStoredOrRefusedAsync(StoreProcess process, CommitBuilder commit, string before)
    {
        switch (await process.CommitAsync(commit))
        {
            case CommitResult.Committed:
                break;
            case CommitResult.Refused refused:
                Assert.NotEmpty(refused.Text);
                Assert.Equal(before, await Contents.ReadAsync(process.Store));
                break;
            case var other:
                Assert.Fail($"Neither stored nor refused: {other}");
                break;
        }
    }

    private static async Task<bool> AnsweredOrRefusedAsync<T>(Func<Task<T>> question)
    {
        try
        {
            await question();
            return true;
        }
        catch (ArgumentException)
        {
            return false; // Refused: as good as an answer that nothing is there.
        }
    }

    private static async Task AssertWorksAsync(StoreProcess process, OpenItemRow item)
    {
        await process.MustCommitAsync(process.Commit().Add(item).Message("still works", process.Reader("send")));
        Assert.Contains("still works", await process.ReadAsync(process.Reader("send")));
        var listed = await process.Store.OpenItems.ListAsync(new OpenItemFilter(), 100, default);
        Assert.Contains(item.Id, listed.Select(row => row.Id));
        Assert.NotEmpty(await process.Store.OpenItems.CountAsync(default));
        Assert.Equal([item.Id], await process.Store.OpenItems.TerminateAsync([item.Id], [], default));
        Assert.True(await process.Store.Sessions.HeartbeatAsync(process.Session, default));
    }
}
