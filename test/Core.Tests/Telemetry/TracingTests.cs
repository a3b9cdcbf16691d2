using System.Diagnostics;
using System.Text;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Tests.Hosting;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>A message is followed from receipt to delivery.</summary>
public class TracingTests
{
    [Fact]
    public async Task Trace_FollowsAMessage_OverTwoHops()
    {
        using var spans = new SpanRecorder();
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first"), MemoryGroup.Receive("second")],
            [
                MemoryGroup.Send("hop", "receivePort == \"first\"", loopTo: "second-in"),
                MemoryGroup.Send("sink", "receivePort == \"second\""),
            ]));
        await SubmitAsync(runtime, spans.Context());
        var last = await spans.SpanAsync("transmit sink");
        string[] way = ["receive first-in", "publish first-in", "transmit hop", "receive second-in",
            "publish second-in", "transmit sink"];
        var parent = spans.Parent.SpanId;
        foreach (string name in way)
        {
            var span = await spans.SpanAsync(name);
            Assert.Equal(spans.Parent.TraceId, span.TraceId);
            Assert.Equal(parent, span.ParentSpanId);
            Assert.Equal("viaduct", span.GetTagItem(MetricTags.System));
            parent = span.SpanId;
        }

        Assert.Equal(ActivityKind.Producer, (await spans.SpanAsync("publish first-in")).Kind);
        Assert.Equal(ActivityKind.Consumer, last.Kind);
        Assert.Equal(ActivityStatusCode.Unset, last.Status);
    }

    [Fact]
    public async Task Trace_BeginsWhereNobodyCalls()
    {
        using var spans = new SpanRecorder("lonesome");
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(OneHop("lonesome"));
        // What the thread does otherwise is no part of it.
        using var other = new Activity("something else").Start();
        await SubmitAsync(runtime, new MessageContextBuilder());
        var receive = await spans.SpanAsync("receive lonesome-in");
        Assert.Equal(default, receive.ParentSpanId);
        Assert.NotEqual(other.TraceId, receive.TraceId);
        Assert.Equal(receive.TraceId, (await spans.SpanAsync("transmit lonesome-out")).TraceId);
    }

    [Fact]
    public async Task Message_CarriesNothing_WhileNobodyListens()
    {
        MessageContext? arrived = null;
        await using var runtime = new MemoryRuntime(sink: transmission =>
        {
            arrived = transmission.Message.Context;
            return true;
        });
        await runtime.StartAsync(OneHop("quiet"));
        await SubmitAsync(runtime, new MessageContextBuilder());
        await MemoryRuntime.UntilAsync(() => arrived is not null, "the message arrives");
        Assert.Null(arrived!.Text(SystemProperties.TraceParent));
    }

    [Fact]
    public async Task Trace_OfACaller_GoesThrough_WhileNobodyListens()
    {
        var parent = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None, "vendor=1");
        ActivityContext? arrived = null;
        await using var runtime = new MemoryRuntime(sink: transmission =>
        {
            arrived = transmission.Trace;
            return true;
        });
        await runtime.StartAsync(OneHop("through"));
        var context = new MessageContextBuilder();
        TraceHeaders.Write(context, parent);
        await SubmitAsync(runtime, context);
        await MemoryRuntime.UntilAsync(() => arrived is not null, "the message arrives");
        Assert.Equal(TraceHeaders.Parent(parent), TraceHeaders.Parent(arrived!.Value));
        Assert.Equal("vendor=1", arrived.Value.TraceState);
    }

    [Fact]
    public async Task Batch_HasASpan_ThatIsLinkedToItsMessages()
    {
        using var spans = new SpanRecorder("bulk-out");
        var hold = new TaskCompletionSource();
        await using var runtime = new MemoryRuntime(untilSettled: _ => hold.Task);
        await runtime.StartAsync(OneHop("bulk"));
        await SubmitAsync(runtime, spans.Context());
        // The first holds the sender, so that the others go together.
        await spans.SpanAsync("transmit bulk-out");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SubmitAsync(runtime, spans.Context())));
        hold.SetResult();
        await MemoryRuntime.UntilAsync(() => spans.Spans.Count(IsTransmit) == 6, "all are sent");
        await MemoryRuntime.UntilAsync(() => spans.Spans.Any(IsBatch), "a batch ends");
        var publish = spans.Spans.Where(span => span.OperationName == "publish bulk-in").Select(span => span.SpanId);
        foreach (var batch in spans.Spans.Where(IsBatch))
        {
            Assert.Equal((int)batch.GetTagItem("messaging.batch.message_count")!, batch.Links.Count());
            Assert.All(batch.Links, link => Assert.Contains(link.Context.SpanId, publish));
        }

        static bool IsTransmit(Activity span) => span.OperationName == "transmit bulk-out";
        static bool IsBatch(Activity span) => span.OperationName == "process bulk-out";
    }

    [Fact]
    public async Task Failure_IsToldBySpans_AndTheNextAttemptHasItsOwn()
    {
        using var spans = new SpanRecorder();
        bool works = false;
        await using var runtime = new MemoryRuntime(sink: transmission =>
        {
            if (works) return true;
            works = true;
            transmission.Failed(new Failure(FailureCodes.TransmitTransient, "not yet"), transient: true);
            return false;
        });
        var retry = new RetryModel { Count = 3, Interval = TimeSpan.FromMilliseconds(10) };
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("again")],
            [MemoryGroup.Send("again-out", "receivePort == \"again\"", retry: retry)]));
        await SubmitAsync(runtime, spans.Context(), "again-in");
        await MemoryRuntime.UntilAsync(
            () => spans.Spans.Count(span => span.OperationName == "transmit again-out") == 2, "both attempts end");
        var attempts = spans.Spans.Where(span => span.OperationName == "transmit again-out").ToList();
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], attempts.Select(span => span.Status));
        Assert.Equal("transmit-transient", attempts[0].GetTagItem(MetricTags.Error));
        Assert.Equal(2, attempts[1].GetTagItem("viaduct.attempt"));
        Assert.Equal(attempts[0].ParentSpanId, attempts[1].ParentSpanId);
    }

    [Fact]
    public async Task Suspended_KeepsItsTrace()
    {
        using var spans = new SpanRecorder();
        await using var runtime = new MemoryRuntime();
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("kept")], [MemoryGroup.Send("none", "receivePort == \"elsewhere\"")]));
        await SubmitAsync(runtime, spans.Context(), "kept-in");
        var publish = await spans.SpanAsync("publish kept-in");
        Assert.Equal(ActivityStatusCode.Error, publish.Status);
        Assert.Equal("no-subscriber", publish.GetTagItem(MetricTags.Error));
        var item = (await runtime.Store.OpenItems.ListAsync(new OpenItemFilter(), 10, default)).Single();
        var row = await runtime.Store.OpenItems.GetAsync(item.Id, default);
        var message = MessageRecordCodec.Read(row!.Record, (_, _) => Body.Empty);
        Assert.Equal(publish.SpanId, TraceHeaders.Of(message.Context)!.Value.SpanId);
    }

    private static GroupModel OneHop(string name) => MemoryGroup.Of(
        ["host"], [MemoryGroup.Receive(name)], [MemoryGroup.Send($"{name}-out", $"receivePort == \"{name}\"")]);

    private static async Task SubmitAsync(
        MemoryRuntime runtime, MessageContextBuilder context, string? location = null)
    {
        var item = new SourceItem { Body = Body.From(Encoding.UTF8.GetBytes("text")), Context = context };
        await runtime.Adapter.Intake(location ?? runtime.Adapter.Locations[0]).SubmitAsync(item, default);
    }
}
