using System.Text.Json.Nodes;
using Viaduct.Load.Report;

namespace Viaduct.Load.Tests.Report;

public class JsonReportTests
{
    // Who reads the result relies on these names.
    private static readonly string[] Ratios =
    [
        "ratioToLimit", "ratioToRabbitMq", "backlogRatio", "oldSnapshotRatio", "fanOutRatio", "subscriptionsRatio",
        "trackingRatio",
    ];

    private static readonly string[] Figures =
        ["msgPerSecond", "p50Ms", "p99Ms", "cpuMicrosPerMessage", "walBytesPerMessage", "trackerLagSeconds"];

    private static readonly Ratio Some = new(0.5, 0.4, 0.6);

    private static readonly StoreReport Full = new()
    {
        MsgPerSecond = 1, P50Ms = 1, P99Ms = 1, CpuMicrosPerMessage = 1, WalBytesPerMessage = 1, TrackerLagSeconds = 1,
        RatioToLimit = Some, RatioToRabbitMq = Some, BacklogRatio = Some, OldSnapshotRatio = Some, FanOutRatio = Some,
        SubscriptionsRatio = Some, TrackingRatio = Some,
    };

    [Fact]
    public void Write_BothStores_HasEveryName()
    {
        var json = JsonNode.Parse(
            JsonReport.Write(new Dictionary<string, StoreReport> { ["postgres"] = Full, ["sqlite"] = Full }))!;

        foreach (var store in new[] { json["postgres"]!, json["sqlite"]! })
        {
            Assert.All(Figures, name => Assert.Equal(1.0, (double)store[name]!));
            Assert.All(Ratios, name => Assert.Equal(0.5, (double)store[name]!));
            Assert.All(Ratios, name => Assert.Equal(0.4, (double)store[name + "Low"]!));
            Assert.All(Ratios, name => Assert.Equal(0.6, (double)store[name + "High"]!));
            Assert.False((bool)store["void"]!);
        }
    }

    [Fact]
    public void Write_NotMeasured_IsLeftOut() => Assert.Null(One(new StoreReport())["backlogRatio"]);

    [Fact]
    public void Write_VoidResult_SaysWhy()
    {
        var store = One(Full with { VoidReasons = ["too slow"] });

        Assert.True((bool)store["void"]!);
        Assert.Equal("too slow", (string)store["voidReasons"]![0]!);
    }

    [Fact]
    public void Write_MissedBar_IsNamed()
    {
        var store = One(Full with { OldSnapshotRatio = new Ratio(0.7, 0.6, 0.8) });

        Assert.Contains("oldSnapshotRatio", store["missed"]!.AsArray().Select(name => (string)name!));
    }

    private static JsonNode One(StoreReport report) =>
        JsonNode.Parse(JsonReport.Write(new Dictionary<string, StoreReport> { ["sqlite"] = report }))!["sqlite"]!;
}
