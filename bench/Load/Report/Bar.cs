
namespace Viaduct.Load.Report;

/// <summary>What a figure has to reach.</summary>
/// <param name="Name">The figure's name in the result.</param>
/// <param name="Text">What it is, for people.</param>
/// <param name="Value">The figure with its interval; null where it was not measured.</param>
/// <param name="Limit">The least, or the most, that it may be; null if it only informs.</param>
/// <param name="IsMost">True if the limit is the most.</param>
internal sealed record Bar(string Name, string Text, Ratio? Value, double? Limit, bool IsMost = false)
{
    /// <summary>True when the whole interval lies on the wrong side.</summary>
    public bool IsMissed => Value is { } value && Limit is { } limit
        && (IsMost ? value.Low > limit : value.High < limit);

    /// <summary>The bars of a store.</summary>
    public static IReadOnlyList<Bar> Of(string store, StoreReport report)
    {
        var isPostgres = store == "postgres";
        var (toLimit, toPeer) = (isPostgres ? 0.5 : 0.4, isPostgres ? 2.0 : (double?)null);
        return
        [
            new("ratioToLimit", "to the limit", report.RatioToLimit, toLimit),
            new("ratioToRabbitMq", "to RabbitMQ", report.RatioToRabbitMq, toPeer),
            new("receiptsRatioToLimit", "to the limit, a receipt each", report.ReceiptsRatioToLimit, toLimit),
            new("receiptsRatioToRabbitMq", "to RabbitMQ, a receipt each", report.ReceiptsRatioToRabbitMq, toPeer),
            new("hashedReceiptsRatioToLimit", "to the limit, a hash each", report.HashedReceiptsRatioToLimit, null),
            Most("p50Ms", "latency at 100/s, p50 ms", report.P50Ms, 3),
            Most("p99Ms", "latency at 100/s, p99 ms", report.P99Ms, 10),
            new("fanOutRatio", "deliveries, fan-out to 10", report.FanOutRatio, 2),
            new("fanOutHostsRatio", "deliveries, fan-out to 10 hosts", report.FanOutHostsRatio, 2),
            new("subscriptionsRatio", "10,000 subscriptions", report.SubscriptionsRatio, 0.8),
            new("trackingRatio", "with event tracking", report.TrackingRatio, 0.85),
            new("bodiesRatio", "with bodies tracked", report.BodiesRatio, 0.7),
            Most("trackingPageMs", "page of a million tracked, ms", report.TrackingPageMs, 100),
            Most("trackingFindMs", "found by property among a million, ms", report.TrackingFindMs, null),
            new("tracingRatio", "with traces", report.TracingRatio, 0.9),
            new("tracingAllRatio", "with every message traced", report.TracingAllRatio, null),
            new("metricsRatio", "with metrics exported", report.MetricsRatio, 0.95),
            new("cleanUpRatio", "with clean-up", report.CleanUpRatio, 0.95),
            new("backlogRatio", "with a backlog", report.BacklogRatio, 0.9),
            new("oldSnapshotRatio", "beside an old snapshot", report.OldSnapshotRatio, 0.9),
            new("growthSpeedRatio", "after many messages", report.GrowthSpeedRatio, 0.9),
            Most("grown", "tables that have grown", report.Grown?.Count, 0),
            new("httpRatio", "http to http, to bare endpoints", report.HttpRatio, 0.5),
            Most("httpP99Ms", "http to http at 1,000/s, p99 ms", report.HttpP99Ms, 20),
            Most("liveChangeAddedMs", "live changes add, slowest, ms", report.LiveChangeAddedMs, 100),
            Most("liveChangeGapMs", "live changes, longest gap, ms", report.LiveChangeGapMs, null),
            Most("idleCpuPercent", "idle, % of a core", report.IdleCpuPercent, 1),
            Most("idleMemoryMb", "idle, MB", report.IdleMemoryMb, 150),
            Most("startToReadyMs", "start to ready, ms", report.StartToReadyMs, isPostgres ? null : 1_000),
        ];
    }

    private static Bar Most(string name, string text, double? value, double? limit) =>
        new(name, text, value is { } known ? new Ratio(known, known, known) : null, limit, IsMost: true);
}
