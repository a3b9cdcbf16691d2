using System.Diagnostics;
using System.Diagnostics.Metrics;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>
/// What nobody looks at costs nothing. Alone, since a listener of another test would be one here, too.
/// </summary>
[CollectionDefinition(nameof(NobodyListensTests), DisableParallelization = true)]
[Collection(nameof(NobodyListensTests))]
public class NobodyListensTests
{
    private const int Rounds = 10_000;
    private const int BytesMax = 1_000;

    [Fact]
    public void Spans_AreNotMade()
    {
        Assert.False(Tracing.IsOn);
        var names = new ReceiveTraceNames("in", ActivityKind.Consumer);
        var context = new MessageContextBuilder();
        var trace = new TransmitTrace("out");
        List<WorkItem> batch = [];
        Assert.InRange(Allocated(() =>
        {
            using var receive = ReceiveTrace.Begin(names, context);
            using var transmit = trace.Begin(batch);
        }), 0, BytesMax);
    }

    [Fact]
    public void Figures_AreAddedUpWithoutAnObject()
    {
        using var meter = new Meter("alone");
        var figures = new RuntimeFigures(meter);
        var time = TimeSpan.FromMilliseconds(1);
        Assert.InRange(Allocated(() =>
        {
            figures.Sent.Add("in");
            figures.Consumed.Add("out", null, 5);
            figures.Received("in", "published", null, time);
            figures.Transmitted("out", null, time);
        }), 0, BytesMax);
    }

    private static long Allocated(Action action)
    {
        for (int i = 0; i < Rounds; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
