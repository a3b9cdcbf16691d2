using Viaduct.Core.Pipelines;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Tests.Hosting;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>What a whole server counts while messages flow.</summary>
public class ServerMetricsTests
{
    private const string System = "messaging.system=viaduct";
    private const string Published = "messaging.operation.name=publish";
    private const string Transmitted = "messaging.operation.name=transmit";

    [Fact]
    public async Task Messages_AreCounted_WhereTheyAreSettled()
    {
        const int count = 500;
        await using var runtime = new MemoryRuntime();
        using var recorder = new Recorder(runtime.Server.Meter);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first"), MemoryGroup.Receive("lonely")],
            [
                MemoryGroup.Send("one", "receivePort == \"first\""),
                MemoryGroup.Send("two", "receivePort == \"first\""),
            ]));
        await runtime.SubmitAsync("first-in", Enumerable.Range(0, count).Select(i => $"message {i}"));
        await runtime.SubmitAsync("lonely-in", ["nobody wants it"]);
        await MemoryRuntime.UntilAsync(
            () => Consumed("one") == count && Consumed("two") == count, "all deliveries are counted");

        Assert.Equal(count, recorder.Value(
            Metrics.Sent.Name, System, Published, "messaging.destination.name=first-in"));
        Assert.Equal(count, recorder.Value(
            Metrics.Interchanges.Name, "messaging.destination.name=first-in", "viaduct.outcome=published"));
        Assert.Equal(1, recorder.Value(
            Metrics.Interchanges.Name, "messaging.destination.name=lonely-in", "viaduct.outcome=suspended"));
        Assert.Equal(1, recorder.Value(
            Metrics.Suspended.Name, "messaging.destination.name=lonely-in", "error.type=no-subscriber"));
        Assert.Equal(count, recorder.Value(
            Metrics.Operation.Name, System, Published, "messaging.destination.name=first-in"));
        Assert.Equal(1, recorder.Value(
            Metrics.Operation.Name, System, Published, "messaging.destination.name=lonely-in",
            "error.type=no-subscriber"));
        Assert.InRange(recorder.Value(Metrics.Delivery.Name, "messaging.destination.name=one"), 1, count);
        Assert.InRange(
            recorder.Value(Metrics.Process.Name, System, Transmitted, "messaging.destination.name=one"), 1, count);
        Assert.InRange(recorder.Value(Metrics.CommitDuration.Name), 1, 4 * count);
        Assert.Equal(recorder.Value(Metrics.CommitDuration.Name), recorder.Value(Metrics.CommitEntries.Name));

        double Consumed(string port) => recorder.Value(
            Metrics.Consumed.Name, System, Transmitted, $"messaging.destination.name={port}");
    }

    [Fact]
    public async Task Failures_AreCounted_ByCode_AndUnknownCodesTogether()
    {
        string code = FailureCodes.TransmitRefused;
        await using var runtime = new MemoryRuntime(sink: transmission =>
        {
            transmission.Failed(new Failure(code, "no"), transient: false);
            return false;
        });
        using var recorder = new Recorder(runtime.Server.Meter);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first")], [MemoryGroup.Send("one", "receivePort == \"first\"")]));
        await runtime.SubmitAsync("first-in", ["a", "b"]);
        await MemoryRuntime.UntilAsync(() => Suspended(FailureCodes.TransmitRefused) == 2, "both are suspended");
        code = "invented by a component";
        await runtime.SubmitAsync("first-in", ["c"]);
        await MemoryRuntime.UntilAsync(() => Suspended("other") == 1, "the third is suspended");
        Assert.Equal(2, recorder.Value(
            Metrics.Consumed.Name, System, Transmitted, "messaging.destination.name=one",
            "error.type=transmit-refused"));

        double Suspended(string type) => recorder.Value(
            Metrics.Suspended.Name, "messaging.destination.name=one", $"error.type={type}");
    }

    [Fact]
    public async Task State_IsTold_WhenAsked()
    {
        var hold = new TaskCompletionSource();
        await using var runtime = new MemoryRuntime(untilSettled: _ => hold.Task, sink: _ => false);
        using var recorder = new Recorder(runtime.Server.Meter);
        Assert.Equal(0, recorder.Value(Metrics.Ready.Name));
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first")], [MemoryGroup.Send("one", "receivePort == \"first\"")]));
        Assert.Equal(1, recorder.Value(Metrics.Ready.Name));
        Assert.Equal(1, recorder.Value(Metrics.StoreAvailable.Name));
        Assert.Equal(1, recorder.Value(Metrics.Sessions.Name));
        await runtime.SubmitAsync("first-in", ["a", "b", "c"]);
        await MemoryRuntime.UntilAsync(
            () => recorder.Value(Metrics.InHand.Name, "viaduct.host=host") >= 1, "there is work in hand");
        Assert.Equal(
            8_192, recorder.Value(Metrics.LimitMax.Name, "viaduct.limit=reader.items", "viaduct.place=host"));
        foreach (var (limit, place, max) in new[]
        {
            ("reader.bytes", "host", 8 << 20), ("tracker.bytes", "", 16 << 20), ("openItems.inHand", "", 2_000),
        })
            await MemoryRuntime.UntilAsync(
                () => max == recorder.Value(
                    Metrics.LimitMax.Name, $"viaduct.limit={limit}", $"viaduct.place={place}"),
                $"the limit {limit} is told");
        Assert.True(
            recorder.Value(Metrics.LimitUsed.Name, "viaduct.limit=reader.bytes", "viaduct.place=host") > 0);
        Assert.Equal(0, recorder.Value(Metrics.CircuitOpen.Name, "messaging.destination.name=one"));
        hold.SetResult();
    }

    [Fact]
    public async Task Counts_AreThere_BeforeAnythingIsCounted()
    {
        await using var runtime = new MemoryRuntime();
        using var recorder = new Recorder(runtime.Server.Meter);
        await runtime.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("first")], [MemoryGroup.Send("one", "receivePort == \"first\"")]));
        foreach (var (metric, tags) in new[]
        {
            (Metrics.TakeOvers, ""), (Metrics.Operated, "viaduct.action=resume"),
            (Metrics.Operated, "viaduct.action=terminate"), (Metrics.CommitFailures, "viaduct.reason=no-room"),
            (Metrics.CleanedUp, "viaduct.kind=segments"), (Metrics.DutyFaults, "viaduct.duty=Clean-up"),
            (Metrics.Sent, $"{System} {Published} messaging.destination.name=first-in"),
            (Metrics.Consumed, $"{System} {Transmitted} messaging.destination.name=one"),
            (Metrics.Interchanges, "messaging.destination.name=first-in viaduct.outcome=published"),
            (Metrics.LimitHits, "viaduct.limit=openItems.inHand viaduct.place="),
        })
            await MemoryRuntime.UntilAsync(
                () => recorder.Value(metric.Name) == 0
                    && recorder.Of(metric.Name).Contains($"[{metric.Name} {tags}, 0]"),
                $"{metric.Name} with {tags} is there");
    }

    [Fact]
    public async Task Instruments_AreThoseOfTheCatalog()
    {
        await using var runtime = new MemoryRuntime();
        using var recorder = new Recorder(runtime.Server.Meter);
        // What is read from the store for the group is added by the server process.
        string[] ofGroup =
            [Metrics.Backlog.Name, Metrics.OpenItems.Name, Metrics.Servers.Name, Metrics.GroupAge.Name];
        Assert.Equal(
            Metrics.All.Select(metric => metric.Name).Except(ofGroup).Order(StringComparer.Ordinal),
            recorder.Names.Order(StringComparer.Ordinal));
        Assert.Equal(Metrics.All.Count, Metrics.All.Select(metric => metric.Name).Distinct().Count());
        foreach (var metric in Metrics.All)
            Assert.Equal(metric.Kind == MetricKind.Histogram, metric.Bounds.Count > 0);
    }
}
