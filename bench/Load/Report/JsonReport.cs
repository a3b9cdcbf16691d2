using System.Text.Json;
using System.Text.Json.Nodes;

namespace Viaduct.Load.Report;

/// <summary>Writes the result as one JSON object: the stores, each with its figures by name.</summary>
internal static class JsonReport
{
    private const int Digits = 4;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The text of the object. A ratio X has its interval beside it as XLow and XHigh.</summary>
    public static string Write(IReadOnlyDictionary<string, StoreReport> stores) => new JsonObject(
        stores.Select(store => KeyValuePair.Create(store.Key, (JsonNode?)Write(store.Key, store.Value))))
        .ToJsonString(Indented);

    private static JsonObject Write(string store, StoreReport report)
    {
        var json = new JsonObject();
        Add(json, "msgPerSecond", report.MsgPerSecond);
        Add(json, "limitMsgPerSecond", report.LimitMsgPerSecond);
        Add(json, "rabbitMqMsgPerSecond", report.RabbitMqMsgPerSecond);
        Add(json, "ratioToLimit", report.RatioToLimit);
        Add(json, "ratioToRabbitMq", report.RatioToRabbitMq);
        Add(json, "receiptsMsgPerSecond", report.ReceiptsMsgPerSecond);
        Add(json, "receiptsRatioToLimit", report.ReceiptsRatioToLimit);
        Add(json, "receiptsRatioToRabbitMq", report.ReceiptsRatioToRabbitMq);
        Add(json, "hashedReceiptsRatioToLimit", report.HashedReceiptsRatioToLimit);
        Add(json, "p50Ms", report.P50Ms);
        Add(json, "p99Ms", report.P99Ms);
        Add(json, "backlogRatio", report.BacklogRatio);
        Add(json, "backlogBesideRatio", report.BacklogBesideRatio);
        Add(json, "backlogDrainPerSecond", report.BacklogDrainPerSecond);
        Add(json, "oldSnapshotRatio", report.OldSnapshotRatio);
        Add(json, "fanOutRatio", report.FanOutRatio);
        Add(json, "fanOutHostsRatio", report.FanOutHostsRatio);
        Add(json, "subscriptionsRatio", report.SubscriptionsRatio);
        Add(json, "trackingRatio", report.TrackingRatio);
        Add(json, "bodiesRatio", report.BodiesRatio);
        Add(json, "trackingPageMs", report.TrackingPageMs);
        Add(json, "trackingFindMs", report.TrackingFindMs);
        Add(json, "tracingRatio", report.TracingRatio);
        Add(json, "tracingAllRatio", report.TracingAllRatio);
        Add(json, "metricsRatio", report.MetricsRatio);
        Add(json, "cleanUpRatio", report.CleanUpRatio);
        Add(json, "growthSpeedRatio", report.GrowthSpeedRatio);
        Add(json, "httpMsgPerSecond", report.HttpMsgPerSecond);
        Add(json, "httpRatio", report.HttpRatio);
        Add(json, "httpP99Ms", report.HttpP99Ms);
        Add(json, "liveChangeAddedMs", report.LiveChangeAddedMs);
        Add(json, "liveChangeGapMs", report.LiveChangeGapMs);
        Add(json, "idleCpuPercent", report.IdleCpuPercent);
        Add(json, "idleServerCpuPercent", report.IdleServerCpuPercent);
        Add(json, "idleMemoryMb", report.IdleMemoryMb);
        Add(json, "startToReadyMs", report.StartToReadyMs);
        Add(json, "firstStartToReadyMs", report.FirstStartToReadyMs);
        Add(json, "cpuMicrosPerMessage", report.CpuMicrosPerMessage);
        Add(json, "walBytesPerMessage", report.WalBytesPerMessage);
        Add(json, "trackerLagSeconds", report.TrackerLagSeconds);
        if (report.Grown is { } grown)
        {
            json["grown"] = Words(grown);
        }
        json["missed"] = Words(Bar.Of(store, report).Where(bar => bar.IsMissed).Select(bar => bar.Name));
        json["void"] = report.VoidReasons.Count > 0;
        json["voidReasons"] = Words(report.VoidReasons);
        return json;
    }

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(word => (JsonNode?)word)];

    private static void Add(JsonObject json, string name, double? value)
    {
        if (value is { } number)
        {
            json[name] = Math.Round(number, Digits);
        }
    }

    private static void Add(JsonObject json, string name, Ratio? ratio)
    {
        Add(json, name, ratio?.Value);
        Add(json, name + "Low", ratio?.Low);
        Add(json, name + "High", ratio?.High);
    }
}
