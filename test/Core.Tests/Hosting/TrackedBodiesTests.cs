using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Track;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Bodies are tracked where the configuration says, once for each message and place.</summary>
public class TrackedBodiesTests
{
    private const string All = "receivePort == \"in\"";
    private static readonly TrackModel Both = new() { Before = true, After = true };
    private static readonly byte[] Large = [.. Enumerable.Range(0, 700_001).Select(i => (byte)(i * 31))];

    [Fact]
    public async Task Bodies_are_tracked_before_and_after_each_port_that_says_so()
    {
        await using var runtime = new MemoryRuntime(components: [new LineComponents(canGoOn: false)]);
        await runtime.StartAsync(Model(Both, Both, ByLine()));
        var result = Assert.Single(await runtime.SubmitAsync("in-in", ["one\ntwo"]));

        var events = await runtime.EventsAsync(4 + 1 + 2 + 4);
        var bodies = events.Where(e => e.Kind == TrackEventKind.Body).ToList();
        var texts = new List<string>();
        foreach (var e in bodies) texts.Add($"{e.Port} {e.Place} {await runtime.TextAsync(e)}");
        texts.Sort(StringComparer.Ordinal);

        Assert.Equal(
            [
                "in-in After one", "in-in After two", "in-in Before one\ntwo", "sink After one", "sink After two",
                "sink Before one", "sink Before two",
            ],
            texts);
        var before = Assert.Single(bodies, e => e is { Port: "in-in", Place: BodyPlace.Before });
        Assert.Equal((result.InterchangeId, result.InterchangeId), (before.MessageId, before.InterchangeId));
        Assert.All(bodies, e => Assert.Equal(result.InterchangeId, e.InterchangeId));
        var sent = events.Where(e => e.Kind == TrackEventKind.Sent).Select(e => e.MessageId).ToHashSet();
        Assert.All(bodies.Where(e => e != before), e => Assert.Contains(e.MessageId, sent));
    }

    [Fact]
    public async Task One_commit_stores_a_body_once_for_each_class_that_wants_it()
    {
        await using var runtime = new MemoryRuntime();
        var model = Model(Both, Both);
        await runtime.StartAsync(model with
        {
            Retention = [new RetentionModel("audit", TimeSpan.FromDays(9))],
            Applications =
            [
                model.Applications[0] with
                {
                    SendPorts =
                    [
                        .. model.SendPorts,
                        MemoryGroup.Send("same", All) with { Track = new TrackModel { Before = true } },
                        MemoryGroup.Send("other", All) with
                        {
                            Track = new TrackModel { Before = true, Retention = "audit" },
                        },
                    ],
                },
            ],
        });
        await runtime.SubmitAsync("in-in", ["one"]);

        // Published, three deliveries; before and after at the location, before at three ports, after at one.
        var bodies = (await runtime.EventsAsync(4 + 6)).Where(e => e.Kind == TrackEventKind.Body).ToList();

        Assert.Equal(6, bodies.Count);
        var published = bodies.Where(e => e is not { Port: "sink", Place: BodyPlace.After }).ToList();
        Assert.Equal(
            [(0, 4), (1, 1)], published.CountBy(e => e.Stored!.Value.Retention).Select(c => (c.Key, c.Value)).Order());
        Assert.Equal(2, published.Select(e => e.Stored).Distinct().Count());
        foreach (var e in bodies) Assert.Equal("one", await runtime.TextAsync(e));
    }

    [Fact]
    public async Task What_is_suspended_is_tracked_as_it_came_and_not_again_when_it_is_resumed()
    {
        var components = new LineComponents(canGoOn: false) { Bad = "bad" };
        await using var runtime = new MemoryRuntime(components: [components]);
        await runtime.StartAsync(Model(new TrackModel { Before = true }, TrackModel.Default, ByLine()));
        var result = Assert.Single(await runtime.SubmitAsync("in-in", ["good\nbad"]));
        Assert.Equal(IntakeOutcome.Suspended, result.Outcome);

        components.Bad = null;
        var item = Assert.Single(await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default));
        await runtime.Store.OpenItems.ResumeAsync([item.Id], [], default);
        await MemoryRuntime.UntilAsync(() => runtime.Delivered.Count == 2, "both are delivered");

        // Suspended, published twice, sent twice; and one body.
        var events = await runtime.EventsAsync(6);
        var body = Assert.Single(events, e => e.Kind == TrackEventKind.Body);
        Assert.Equal("good\nbad", await runtime.TextAsync(body));
    }

    [Fact]
    public async Task An_item_that_comes_again_is_told_as_a_duplicate_without_a_body()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(Both, TrackModel.Default));
        var id = Guid.CreateVersion7();
        for (int i = 0; i < 2; i++)
            await runtime.Adapter.Intake("in-in").SubmitAsync(
                new SourceItem
                {
                    Body = Body.From("one"u8.ToArray()), Receipt = ReceiptKey.FromText("in", "one"),
                    InterchangeId = id,
                },
                default);

        // Published, sent, before and after; and once more what came.
        var again = Assert.Single(await runtime.EventsAsync(5), e => e.Kind == TrackEventKind.Duplicate);
        Assert.Equal(("in-in", id), (again.Port, again.InterchangeId));
    }

    [Fact]
    public async Task A_change_of_what_is_tracked_takes_hold_without_stopping_a_port()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(TrackModel.Default, TrackModel.Default));
        await runtime.SubmitAsync("in-in", ["one"]);
        await runtime.EventsAsync(2);
        var intake = runtime.Adapter.Intake("in-in");

        await runtime.ApplyAsync(Model(TrackModel.Default, new TrackModel { After = true }));
        await MemoryRuntime.UntilAsync(
            () => runtime.Server.Session!.Unit.Tracking.OfPort("sink").After, "the server has taken it up");
        await runtime.SubmitAsync("in-in", ["two"]);

        var body = Assert.Single(await runtime.EventsAsync(5), e => e.Kind == TrackEventKind.Body);
        Assert.Equal("two", await runtime.TextAsync(body));
        Assert.Same(intake, runtime.Adapter.Intake("in-in"));
    }

    [Fact]
    public async Task A_body_in_chunks_is_shared_and_outlives_its_message()
    {
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(Both, Both));
        await runtime.Adapter.Intake("in-in").SubmitAsync(new SourceItem { Body = Body.From(Large) }, default);

        var bodies = (await runtime.EventsAsync(2 + 4)).Where(e => e.Kind == TrackEventKind.Body).ToList();
        await MemoryRuntime.UntilAsync(
            async () => (await runtime.Store.Maintenance.RunOnceAsync(new CleanUpOptions(), default)).Segments == 0
                && (await runtime.Store.Maintenance.MeasureAsync(default)).Segments == 0,
            "the message is gone from the log");

        var ids = new HashSet<Guid>();
        foreach (var e in bodies)
        {
            Assert.Equal(Large.Length, e.Bytes);
            var message = (await new TrackedMessages(runtime.Store).ReadAsync(e.Stored!.Value, default))!;
            ids.Add(Assert.IsAssignableFrom<IStoredBody>(message.Body.Body).BodyId);
            await using var stream = await message.Body.Body.OpenAsync(default);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(Large, copy.ToArray());
        }

        Assert.Single(ids);
    }

    [Fact]
    public async Task Bytes_that_pass_as_they_are_are_stored_once()
    {
        string text = new('x', 2_000);
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(Model(new TrackModel { Before = true }, new TrackModel { After = true }));
        const int Messages = 20;
        for (int i = 1; i <= Messages; i++)
        {
            await runtime.SubmitAsync("in-in", [text]);
            await MemoryRuntime.UntilAsync(() => runtime.DeliveredAt("sink") == i, "it is delivered");
        }

        var bodies = (await runtime.EventsAsync(4 * Messages)).Where(e => e.Kind == TrackEventKind.Body).ToList();

        Assert.All(
            bodies.Where(e => e.Place == BodyPlace.Before),
            e => Assert.InRange(e.Stored!.Value.Length, text.Length, 2 * text.Length));
        // A message that its reader has read from the store is another object, whose bytes are written again.
        Assert.Contains(bodies, e => e is { Place: BodyPlace.After, Stored.Length: < 500 });
        foreach (var e in bodies) Assert.Equal((text, 2_000L), (await runtime.TextAsync(e), e.Bytes));
    }

    [Fact]
    public async Task A_failed_attempt_leaves_no_body_and_the_delivery_one()
    {
        int attempts = 0;
        await using var runtime = new MemoryRuntime(t =>
        {
            if (Interlocked.Increment(ref attempts) == 3) return true;
            t.Failed(new Failure(FailureCodes.TransmitTransient, "The far side is away."), transient: true);
            return false;
        });
        await runtime.StartAsync(Model(TrackModel.Default, Both));
        await runtime.SubmitAsync("in-in", ["one"]);

        // Published, failed twice, sent; before and after.
        var events = await runtime.EventsAsync(6);
        Assert.Equal(
            [BodyPlace.Before, BodyPlace.After],
            events.Where(e => e.Kind == TrackEventKind.Body).Select(e => e.Place));
    }

    private static GroupModel Model(TrackModel location, TrackModel port, PipelineModel? pipeline = null)
    {
        var receive = MemoryGroup.Receive("in");
        return MemoryGroup.Of(
            ["host"],
            [
                receive with
                {
                    Locations =
                    [
                        receive.Locations[0] with
                        {
                            Track = location, Pipeline = pipeline ?? PipelineModel.PassThrough,
                        },
                    ],
                },
            ],
            [
                MemoryGroup.Send(
                    "sink", All, retry: new RetryModel { Count = 9, Interval = TimeSpan.FromMilliseconds(1) }) with
                {
                    Track = port,
                },
            ]);
    }

    private static PipelineModel ByLine() => new([new ComponentModel("lines", new LineOptions())]);
}
