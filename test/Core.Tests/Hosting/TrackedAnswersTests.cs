using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Track;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What callers of two-way receive locations get is tracked at the location.</summary>
public class TrackedAnswersTests
{
    private const string Location = "in-in";
    private static readonly TrackModel Both = new() { Before = true, After = true };
    private static readonly string Large = new('x', 700_001);

    [Fact]
    public async Task An_answer_is_tracked_before_and_after_the_way_back()
    {
        await using var runtime = new MemoryRuntime(Answer("pong"), components: TagComponents.Both);
        await runtime.StartAsync(Model(Both, Tagged()));

        await AskAsync(runtime, "pong, tagged");

        // The request: published, sent, before, after. The response: published, sent, before, after.
        var events = await runtime.EventsAsync(8);
        var sent = Assert.Single(events, e => e is { Kind: TrackEventKind.Sent, Port: Location });
        var answer = events.Where(e => e.MessageId == sent.MessageId).ToList();
        Assert.Equal("pong", await runtime.TextAsync(Assert.Single(answer, e => e.Place == BodyPlace.Before)));
        Assert.Equal("pong, tagged", await runtime.TextAsync(Assert.Single(answer, e => e.Place == BodyPlace.After)));
        Assert.Equal("ask", Assert.Single(answer, e => e.Kind == TrackEventKind.Published).Port);
        Assert.Single(events.Select(e => e.InterchangeId).Distinct());
        Assert.DoesNotContain(events, e => e.Port == "response");
    }

    [Fact]
    public async Task A_large_answer_is_tracked_as_it_was_written_out()
    {
        await using var runtime = new MemoryRuntime(Answer(Large), components: TagComponents.Both);
        await runtime.StartAsync(Model(new TrackModel { After = true }, Tagged()));

        await AskAsync(runtime, Large + ", tagged");

        var events = await runtime.EventsAsync(6);
        var after = Assert.Single(events, e => e is { Place: BodyPlace.After, Bytes: > 700_000 });
        Assert.Equal(Large + ", tagged", await runtime.TextAsync(after));
    }

    [Fact]
    public async Task Every_repeat_that_gets_a_kept_answer_is_a_delivery_of_its_own()
    {
        await using var runtime = new MemoryRuntime(Answer("pong"));
        await runtime.StartAsync(Model(new TrackModel { After = true }, PipelineModel.PassThrough));
        var key = ReceiptKey.FromText("in", "caller", "key");

        for (int i = 0; i < 3; i++) await AskAsync(runtime, "pong", key);

        // The request: published, sent, after. The response: published; then sent and after three times. The repeats.
        var events = await runtime.EventsAsync(3 + 1 + 6 + 2);
        Assert.Equal(2, events.Count(e => e is { Kind: TrackEventKind.Duplicate, Port: Location }));
        var sent = events.Where(e => e is { Kind: TrackEventKind.Sent, Port: Location }).ToList();
        Assert.Equal(3, sent.Count);
        Assert.Single(sent.Select(e => e.MessageId).Distinct());
        foreach (var e in events.Where(e => e.Place == BodyPlace.After && e.MessageId == sent[0].MessageId))
            Assert.Equal("pong", await runtime.TextAsync(e));
    }

    [Fact]
    public async Task An_answer_that_does_not_pass_its_pipeline_leaves_no_body_and_is_suspended_at_the_location()
    {
        await using var runtime = new MemoryRuntime(Answer("pong"), components: [new RefusingComponents()]);
        await runtime.StartAsync(Model(Both, new PipelineModel([new ComponentModel("refuse", new TagOptions(""))])));

        await using var result = await RequestAsync(runtime);

        Assert.Equal(RequestOutcome.NoResponse, result.Outcome);
        // The request: published, sent, before, after. The response: published, suspended.
        var events = await runtime.EventsAsync(6);
        Assert.Single(events, e => e is { Kind: TrackEventKind.Suspended, Port: Location });
        var request = Assert.Single(events, e => e is { Kind: TrackEventKind.Published, Port: Location });
        Assert.All(
            events.Where(e => e.Kind == TrackEventKind.Body),
            e => Assert.Contains(e.MessageId, new[] { request.MessageId, request.InterchangeId }));
    }

    private static PipelineModel Tagged() => new([new ComponentModel("out", new TagOptions(", tagged"))]);

    private static GroupModel Model(TrackModel track, PipelineModel back)
    {
        var receive = MemoryGroup.Receive("in", responseTimeout: MemoryRuntime.Patience);
        return MemoryGroup.Of(
            ["host"],
            [
                receive with
                {
                    Locations = [receive.Locations[0] with { Track = track, SendPipeline = back }],
                },
            ],
            [MemoryGroup.Send("ask", "receivePort == \"in\"") with { IsTwoWay = true }]);
    }

    private static Func<Transmission, bool> Answer(string text) => transmission =>
    {
        _ = transmission.RespondedAsync(
            new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes(text)) }, default).AsTask();
        return false;
    };

    private static async Task AskAsync(MemoryRuntime runtime, string wanted, ReceiptKey? key = null)
    {
        await using var result = await RequestAsync(runtime, key);
        Assert.Null(result.Failure);
        using var reader = new StreamReader(await result.Response!.Body.Body.OpenAsync(default));
        Assert.Equal(wanted, await reader.ReadToEndAsync());
    }

    private static Task<RequestResult> RequestAsync(MemoryRuntime runtime, ReceiptKey? key = null) =>
        runtime.Adapter.Requests(Location).RequestAsync(
            new SourceItem { Body = Body.From("ping"u8.ToArray()), Receipt = key }, default).AsTask();

    /// <summary>Makes a component that lets nothing pass.</summary>
    private sealed class RefusingComponents : IPipelineComponentFactory
    {
        public string Name => "refuse";

        public ComponentStage Stage => ComponentStage.PreAssemble;

        public string Description => "Lets nothing pass.";

        public Type OptionsType => typeof(TagOptions);

        public IEnumerable<string> FilesOf(object options, IPackageFiles files) => [];

        public IPipelineComponent Create(object options, ComponentResources resources) => new Refuses();

        private sealed class Refuses : IBodyComponent
        {
            public string Sentence => "Lets nothing pass.";

            public ValueTask<Failure?> RunAsync(
                PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) =>
                ValueTask.FromResult<Failure?>(new Failure(FailureCodes.Invalid, "It may not pass."));
        }
    }
}
