using System.Text;
using Viaduct.Client;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Api;

/// <summary>What the API gives and changes, by the typed client.</summary>
public class GroupCallsTests
{
    private static readonly PageOptions One = new() { Limit = 1 };

    [Fact]
    public async Task Items_ComeInPages_EachOnce_WhileOthersComeAndGo()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(6);
        var before = (await api.Client.ListItemsAsync(new ItemQuery(), new PageOptions(), default)).Items;
        Assert.Equal(6, before.Count);

        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await api.Client.ListItemsAsync(
                new ItemQuery(), new PageOptions { Limit = 2, After = after }, default);
            seen.AddRange(page.Items.Select(item => item.Id));
            after = page.Next;
            // What has been seen goes, and more comes: neither moves what is still to be seen.
            await api.Client.ChangeItemAsync(page.Items[0].Id, ItemActions.Terminate, default);
            if (seen.Count == 2) await api.SuspendAsync(6);
        }
        while (after is not null);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Empty(before.Select(item => item.Id).Except(seen));
    }

    [Fact]
    public async Task Items_AreFoundByWhatIsKnownOfThem()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(3);
        var named = new PageOptions { FileNames = true };
        var all = (await api.Client.ListItemsAsync(new ItemQuery(), named, default)).Items;
        var one = all[1];
        Assert.EndsWith(".txt", one.ReceivedFileName, StringComparison.Ordinal);

        Assert.Equal(3, await CountAsync(new ItemQuery { Port = "files-folder", Code = "no-subscriber" }));
        Assert.Equal(3, await CountAsync(new ItemQuery { States = [ItemStates.Suspended], Text = "SUBSCRIPTION" }));
        Assert.Equal(0, await CountAsync(new ItemQuery { Text = "nothing of the kind" }));
        Assert.Equal(0, await CountAsync(new ItemQuery { States = [ItemStates.Waiting] }));
        Assert.Equal(1, await CountAsync(new ItemQuery { MessageId = one.MessageId }));
        Assert.Equal(1, await CountAsync(new ItemQuery { InterchangeId = one.InterchangeId }));
        Assert.Equal(0, await CountAsync(new ItemQuery { To = one.CreatedAt.AddDays(-1) }));
        Assert.Equal(3, await CountAsync(new ItemQuery { Property = "BTS.ReceivePortName=files-in" }));
        Assert.Equal(1, await CountAsync(new ItemQuery { Property = $"FILE.ReceivedFileName={one.ReceivedFileName}" }));
        Assert.Equal(0, await CountAsync(new ItemQuery { Property = "ReceivePortName=other" }));

        async Task<int> CountAsync(ItemQuery query) =>
            (await api.Client.ListItemsAsync(query, new PageOptions(), default)).Items.Count;
    }

    [Fact]
    public async Task Message_IsShownWithItsParts()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(1);
        var item = (await api.Client.ListItemsAsync(new ItemQuery(), One, default)).Items[0];
        var message = await api.Client.GetItemAsync(item.Id, default);
        Assert.Contains(message.Context, property => property is { Name: "ReceivePortName", Promoted: true });
        await using var body = await api.Client.OpenPartAsync(item.Id, 1, default);
        using var reader = new StreamReader(body, Encoding.UTF8);
        Assert.Equal("content 0", await reader.ReadToEndAsync());
        var none = await Assert.ThrowsAsync<ViaductException>(() => api.Client.OpenPartAsync(item.Id, 2, default));
        Assert.Equal(ProblemCodes.NotFound, none.Problem.Code);
    }

    [Fact]
    public async Task Changes_DoneAgain_ChangeNothing()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(1);
        var id = (await api.Client.ListItemsAsync(new ItemQuery(), One, default)).Items[0].Id;
        Assert.True((await api.Client.ChangeItemAsync(id, ItemActions.Terminate, default)).Changed);
        var again = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.ChangeItemAsync(id, ItemActions.Terminate, default));
        Assert.Equal(ProblemCodes.NotFound, again.Problem.Code);
    }

    [Fact]
    public async Task Jobs_ChangeAllThatFit_AndTheSameRequestIsTheSameJob()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(5);
        var id = Guid.CreateVersion7();
        var request = new JobRequest
        {
            Action = ItemActions.Terminate, Items = new ItemQuery { Code = "no-subscriber" },
        };
        await api.Client.StartJobAsync(id, request, default);
        var job = await api.Client.GetJobAsync(id, TimeSpan.FromSeconds(20), default);
        Assert.Equal((JobStates.Done, 5, 5), (job.State, job.Done, job.Changed));
        Assert.Equal(5, job.Ids.Distinct().Count());

        await api.SuspendAsync(1);
        Assert.Equal(job.StartedAt, (await api.Client.StartJobAsync(id, request, default)).StartedAt);
        var other = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.StartJobAsync(id, request with { Action = ItemActions.Resume }, default));
        Assert.Equal(ProblemCodes.Conflict, other.Problem.Code);
        Assert.Single((await api.Client.ListItemsAsync(new ItemQuery(), new PageOptions(), default)).Items);
    }

    [Fact]
    public async Task Jobs_ById_SayOfEachWhyItWasLeft()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(1);
        var item = (await api.Client.ListItemsAsync(new ItemQuery(), One, default)).Items[0].Id;
        var nobody = Guid.CreateVersion7();
        var id = Guid.CreateVersion7();
        await api.Client.StartJobAsync(
            id, new JobRequest { Action = ItemActions.Resume, Ids = [item, nobody, item] }, default);
        var job = await api.Client.GetJobAsync(id, TimeSpan.FromSeconds(20), default);
        Assert.Equal([item], job.Ids);
        Assert.Equal(nobody, Assert.Single(job.Unchanged).Id);
        Assert.NotNull(job.Unchanged[0].Reason);
    }

    [Fact]
    public async Task Events_ComeInPages_InBothOrders_EachOnce()
    {
        await using var api = await ApiUnderTest.StartAsync();
        await api.SuspendAsync(7);
        var all = new List<TrackedEvent>();
        await ApiUnderTest.UntilAsync(async () =>
            (all = await ReadAsync(api.Client, new TrackingSearch(), 100)).Count >= 7);
        var pages = await ReadAsync(api.Client, new TrackingSearch(), 2);
        Assert.Equal(all, pages, (a, b) => (a.MessageId, a.At, a.Kind) == (b.MessageId, b.At, b.Kind));
        var back = await ReadAsync(api.Client, new TrackingSearch { Newest = true }, 3);
        back.Reverse();
        Assert.Equal(all, back, (a, b) => (a.MessageId, a.At, a.Kind) == (b.MessageId, b.At, b.Kind));

        var one = all[3];
        Assert.Single(await ReadAsync(api.Client, new TrackingSearch { MessageId = one.MessageId }, 1));
        Assert.Single(await ReadAsync(api.Client, new TrackingSearch { InterchangeId = one.InterchangeId }, 1));
        Assert.Empty(await ReadAsync(api.Client, new TrackingSearch { Port = "nobody" }, 1));
        var first = await api.Client.FindEventsAsync(new TrackingSearch(), One, default);
        var wrong = await Assert.ThrowsAsync<ViaductException>(() => api.Client.FindEventsAsync(
            new TrackingSearch { Newest = true }, One with { After = first.Next }, default));
        Assert.Equal(ProblemCodes.BadRequest, wrong.Problem.Code);
    }

    [Fact]
    public async Task Events_ByPropertyAndAKindWithoutProperties_AreRefusedWithWhatToDo()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var search = new TrackingSearch { Property = "Id=1", Kinds = ["sent", "failed"] };
        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.FindEventsAsync(search, new PageOptions(), default));
        Assert.Equal(ProblemCodes.BadRequest, refused.Problem.Code);
        Assert.Contains("sent, failed", refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Contains("ask by message", refused.Problem.Detail, StringComparison.Ordinal);
        await api.Client.FindEventsAsync(
            search with { Kinds = ["published", "sent"] }, new PageOptions(), default);
    }

    [Fact]
    public async Task Configuration_IsValidated_Planned_Applied_AndGivenOut()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var next = api.Configure("more").Package;
        Assert.True((await api.Client.ValidateAsync(next.Bytes, default)).Valid);

        var plan = await api.Client.PlanAsync(next.Bytes, default);
        var part = Assert.Single(plan.Parts);
        Assert.Equal(("send port", "more", PlanEffects.Starts), (part.Part, part.Name, part.Effect));
        Assert.Equal((next.Hash, true), (plan.Hash, plan.Changes));

        var applied = await api.Client.ApplyAsync(next.Bytes, default);
        Assert.True(applied.Changed);
        Assert.False((await api.Client.ApplyAsync(next.Bytes, default)).Changed);
        await using var package = await api.Client.OpenPackageAsync(null, default);
        using var copy = new MemoryStream();
        await package.CopyToAsync(copy);
        Assert.Equal(next.Bytes.ToArray(), copy.ToArray());
        Assert.Empty((await api.Client.PlanAsync(next.Bytes, default)).Parts);
    }

    [Fact]
    public async Task Ports_DoWhatIsSaid_UntilItIsTakenBack()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var stopped = await api.Client.SetSendPortAsync("nobody", PortStates.Stopped, default);
        Assert.Equal(("stopped", "started", true), (stopped.State, stopped.Configured, stopped.Changed));
        Assert.False((await api.Client.SetSendPortAsync("nobody", PortStates.Stopped, default)).Changed);
        var disabled = await api.Client.SetLocationAsync("files-folder", PortStates.Disabled, default);
        Assert.True(disabled.Changed);
        var status = await api.Client.GetStatusAsync(default);
        Assert.Equal(("stopped", "started"), (status.Ports[0].State, status.Ports[0].Configured));
        Assert.Equal((false, "enabled"), (status.Locations[0].Enabled, status.Locations[0].Configured));
        Assert.Contains(status.Hosts, host => host.SendPorts.Contains("nobody"));

        // What the configuration wants is not kept.
        Assert.True((await api.Client.SetSendPortAsync("nobody", PortStates.Started, default)).Changed);
        Assert.False((await api.Client.SetSendPortAsync("nobody", PortStates.Configured, default)).Changed);
        await api.Client.SetLocationAsync("files-folder", PortStates.Configured, default);
        Assert.True((await api.Client.GetStatusAsync(default)).Locations[0].Enabled);

        foreach (var (name, state, code) in new[]
        {
            ("nobdy", PortStates.Stopped, ProblemCodes.NotFound),
            ("nobody", PortStates.Disabled, ProblemCodes.BadRequest),
        })
        {
            var refused = await Assert.ThrowsAsync<ViaductException>(
                () => api.Client.SetSendPortAsync(name, state, default));
            Assert.Equal(code, refused.Problem.Code);
        }
    }

    [Fact]
    public async Task Versions_AreListed_AndGivenOut()
    {
        await using var api = await ApiUnderTest.StartAsync();
        var first = (await api.Client.ListConfigurationsAsync(default)).Single();
        await api.Client.SetSendPortAsync("nobody", PortStates.Stopped, default);
        await api.Client.ApplyAsync(api.Configure("more").Package.Bytes, default);
        var all = await api.Client.ListConfigurationsAsync(default);
        Assert.Equal([true, false], all.Select(version => version.Active));
        Assert.Equal(first.Hash, all[1].Hash);
        await using var old = await api.Client.OpenPackageAsync(first.Hash[..12], default);
        using var copy = new MemoryStream();
        await old.CopyToAsync(copy);
        Assert.Equal(first.Hash, ConfigurationPackage.Read(copy.ToArray()).Hash);
    }

    [Fact]
    public async Task Figures_TellWhatHappensAtEachPort_AndHowFarReadersAre()
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        int suspended = 0;
        await foreach (var figures in api.Client.WatchAsync(limit.Token))
        {
            Assert.Equal("a", figures.Server);
            Assert.Contains(figures.Readers, reader => reader.Reader == "tracker");
            var port = figures.Ports.FirstOrDefault(port => port.Name == "files-folder");
            if (port is null)
            {
                await api.SuspendAsync(++suspended);
                continue;
            }

            Assert.True(port.ReceivedPerSecond > 0 && port.FailuresPerSecond > 0, port.ToString());
            Assert.Null(port.Times);
            Assert.Equal(figures.FailuresPerSecond, port.FailuresPerSecond);
            return;
        }
    }

    [Fact]
    public async Task Packages_ThatAreNone_AreRefused()
    {
        await using var api = await ApiUnderTest.StartAsync();
        byte[] noise = new byte[10_000];
        Random.Shared.NextBytes(noise);
        foreach (byte[] bad in new[] { noise, new byte[1_024], [] })
        {
            var refused = await Assert.ThrowsAsync<ViaductException>(() => api.Client.ApplyAsync(bad, default));
            Assert.Equal(ProblemCodes.BadRequest, refused.Problem.Code);
        }
    }

    [Fact]
    public async Task Client_AsksTheNextServer_IfOneIsGone()
    {
        await using var api = await ApiUnderTest.StartAsync();
        using var client = new ViaductClient(
            new ViaductClientOptions { Addresses = [new Uri("http://127.0.0.1:1"), api.Address] });
        Assert.Equal("test", (await client.GetStatusAsync(default)).Group);
        using var lost = new ViaductClient(new ViaductClientOptions { Addresses = [new Uri("http://127.0.0.1:1")] });
        await Assert.ThrowsAsync<ServerUnreachableException>(() => lost.GetStatusAsync(default));
    }

    private static async Task<List<TrackedEvent>> ReadAsync(ViaductClient client, TrackingSearch search, int limit)
    {
        var events = new List<TrackedEvent>();
        string? after = null;
        do
        {
            var page = await client.FindEventsAsync(search, new PageOptions { Limit = limit, After = after }, default);
            Assert.True(page.Events.Count <= limit);
            events.AddRange(page.Events);
            after = page.Next;
        }
        while (after is not null);

        return events;
    }
}
