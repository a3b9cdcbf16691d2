using System.Collections.Concurrent;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Recover;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>An interchange of more messages than one commit holds: taken in whole, published in slices.</summary>
public class LargeInterchangeTests
{
    private const int Count = 3_000;

    private static readonly string[] Texts =
        [.. Enumerable.Range(1, Count).Select(i => $"line {i:00000} of many, with something to fill it up")];

    private readonly ConcurrentBag<(decimal Number, Guid Interchange)> _sent = [];
    private readonly LineComponents _components = new(canGoOn: true);

    [Fact]
    public async Task Each_message_is_published_once_under_its_number()
    {
        await using var runtime = await StartAsync(new LineOptions());
        var result = await SubmitAsync(runtime);
        Assert.Equal(IntakeOutcome.Published, result.Outcome);
        await AllDeliveredAsync(runtime, Texts);
        Assert.Equal(result.InterchangeId, Assert.Single(_sent.Select(one => one.Interchange).Distinct()));
        Assert.Equal(Enumerable.Range(1, Count), _sent.Select(one => (int)one.Number).Order());
        await EmptyAsync(runtime);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task After_deaths_the_next_owner_goes_on(bool canGoOn, bool recoverable)
    {
        var random = new Random(17);
        var components = new LineComponents(canGoOn);
        var first = await StartAsync(new LineOptions { Recoverable = recoverable }, components);
        Assert.Equal(IntakeOutcome.Published, (await SubmitAsync(first)).Outcome);
        var now = first;
        for (int death = 0; death < DeathLimits.Poison + 4; death++)
        {
            var here = now;
            int until = Math.Min(Count, await PublishedAsync(here) + random.Next(0, Count / 20));
            await MemoryRuntime.UntilAsync(
                async () => await PublishedAsync(here) >= until, $"{until} are published after {death} deaths");
            now.Die();
            now = new MemoryRuntime(Sink, forerunner: now, components: [components]);
            await now.GoOnAsync();
        }

        await using var last = now;
        await MemoryRuntime.UntilAsync(
            async () => (await ListAsync(now)).All(row => row.Reader >= 0), "all of it is published");
        await MemoryRuntime.UntilAsync(
            () => _sent.Select(one => one.Number).Distinct().Count() == Count, "all are sent at least once");

        // What was in flight at a death is sent again, under its key: never is a message published twice.
        Assert.Equal(Enumerable.Range(1, Count), _sent.Select(one => (int)one.Number).Distinct().Order());
        Assert.Single(_sent.Select(one => one.Interchange).Distinct());
        Assert.Equal(Count, _ids.Count);
    }

    [Fact]
    public async Task Nothing_is_published_if_a_part_is_bad_and_all_once_it_is_good()
    {
        _components.Bad = Texts[^1];
        await using var runtime = await StartAsync(new LineOptions());
        await SubmitAsync(runtime);
        var item = await SuspendedAsync(runtime);
        Assert.Equal(FailureCodes.BadInput, item.FailureCode);
        Assert.Contains($"line {Count}", item.FailureText, StringComparison.Ordinal);
        Assert.Empty(_sent);
        Assert.Equal(0, InterchangeProgress.Parse(item.Transmit)!.Messages);

        _components.Bad = null;
        await runtime.Store.OpenItems.ResumeAsync([item.Id], [], default);
        await AllDeliveredAsync(runtime, Texts);
        await EmptyAsync(runtime);
    }

    [Fact]
    public async Task A_bad_part_of_a_recoverable_one_is_suspended_alone()
    {
        _components.Bad = "line 0200";
        await using var runtime = await StartAsync(new LineOptions { Recoverable = true });
        await SubmitAsync(runtime);
        await AllDeliveredAsync(
            runtime, [.. Texts.Where(text => !text.StartsWith("line 0200", StringComparison.Ordinal))]);
        await MemoryRuntime.UntilAsync(async () => (await ListAsync(runtime)).Count == 10, "ten are suspended");
        Assert.All(await ListAsync(runtime), row => Assert.Equal(0, row.Reader));
        Assert.DoesNotContain(_sent, one => one.Number is >= 2000 and < 2010);
    }

    [Fact]
    public async Task It_can_be_terminated_in_work_and_what_was_published_stays()
    {
        var held = new TaskCompletionSource();
        await using var runtime = await StartAsync(new LineOptions(), until: held.Task);
        await SubmitAsync(runtime);
        await MemoryRuntime.UntilAsync(() => !_sent.IsEmpty, "some are sent");
        OpenItemRow? row = null;
        await MemoryRuntime.UntilAsync(
            async () => (row = (await ListAsync(runtime)).FirstOrDefault(one => one.Reader < 0)) is not null,
            "it is there");
        Assert.Equal(OpenItemState.Active, row!.State);
        Assert.Equal([row.Id], await runtime.Store.OpenItems.TerminateAsync([row.Id], [], default));
        held.SetResult();
        await EmptyAsync(runtime);
        await MemoryRuntime.UntilAsync(() => runtime.Server.Session!.Large.Count == 0, "its owner has noticed");
        Assert.InRange(_ids.Count, 1, Count - 1);
    }

    [Fact]
    public async Task One_that_ends_its_process_again_and_again_at_the_same_place_is_suspended()
    {
        var components = new LineComponents(canGoOn: true);
        var now = await StartAsync(new LineOptions(), components);
        now.Box.BeforeCommit = HoldSlices;
        await SubmitAsync(now);
        for (int death = 1; death <= DeathLimits.Poison; death++)
        {
            var here = now;
            await MemoryRuntime.UntilAsync(
                async () => (await ListAsync(here)).Any(row => row.State == OpenItemState.Active), "it is in work");
            now.Die();
            now = new MemoryRuntime(Sink, forerunner: now, components: [components]);
            await now.GoOnAsync();
        }

        await using var last = now;
        now.Box.BeforeCommit = null;
        var item = await SuspendedAsync(now);
        Assert.Equal(FailureCodes.Poison, item.FailureCode);
        Assert.Empty(_sent);

        await now.Store.OpenItems.ResumeAsync([item.Id], [], default);
        await AllDeliveredAsync(now, Texts);
    }

    private readonly ConcurrentDictionary<Guid, byte> _ids = [];

    private static async Task<int> PublishedAsync(MemoryRuntime runtime)
    {
        // What is gone has been published entirely.
        var row = (await ListAsync(runtime)).SingleOrDefault(one => one.Reader < 0);
        if (row is null) return Count;
        return InterchangeProgress.Parse(row.Transmit) is { IsChecked: true } progress ? progress.Messages : 0;
    }

    private static Task HoldSlices(CommitBatch batch) =>
        batch.OpenItemsChanged.Any(change => change.Transmit is not null && change.State == OpenItemState.Active)
            ? new TaskCompletionSource().Task
            : Task.CompletedTask;

    private async Task<MemoryRuntime> StartAsync(
        LineOptions options, LineComponents? components = null, Task? until = null)
    {
        var runtime = new MemoryRuntime(
            Sink, until is null ? null : _ => until, components: [components ?? _components]);
        var port = MemoryGroup.Receive("in");
        var location = port.Locations[0] with { Pipeline = new PipelineModel([new ComponentModel("lines", options)]) };
        var model = MemoryGroup.Of(
            ["host"], [port with { Locations = [location] }], [MemoryGroup.Send("sink", "receivePort == \"in\"")]);
        await runtime.StartAsync(model with
        {
            Limits = new PipelineLimits { InterchangeBytes = 64 << 10, SliceBytes = 16 << 10 },
        });
        return runtime;
    }

    private bool Sink(Transmission transmission)
    {
        transmission.Message.Context.TryGet(SystemProperties.InterchangeSequenceNumber, out var number, out _);
        _sent.Add((number.Number, transmission.Message.InterchangeId));
        _ids.TryAdd(transmission.Message.Id, 0);
        return true;
    }

    private static async Task<IntakeResult> SubmitAsync(MemoryRuntime runtime) =>
        await runtime.Adapter.Intake("in-in").SubmitAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(string.Join('\n', Texts))) }, default);

    private static async Task AllDeliveredAsync(MemoryRuntime runtime, string[] texts)
    {
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == texts.Length, "all are delivered");
        Assert.All(texts, text => Assert.Equal(1, runtime.Delivered[("sink", text)]));
    }

    private static Task EmptyAsync(MemoryRuntime runtime) => MemoryRuntime.UntilAsync(
        async () => (await ListAsync(runtime)).Count == 0, "no open item is left");

    private static async Task<OpenItemRow> SuspendedAsync(MemoryRuntime runtime)
    {
        OpenItemRow? row = null;
        await MemoryRuntime.UntilAsync(
            async () => (row = (await ListAsync(runtime)).FirstOrDefault(one => one.State == OpenItemState.Suspended))
                is not null,
            "it is suspended");
        return row!;
    }

    private static Task<IReadOnlyList<OpenItemRow>> ListAsync(MemoryRuntime runtime) =>
        runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 100, default);
}
