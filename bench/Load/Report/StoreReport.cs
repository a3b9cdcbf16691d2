using Viaduct.Load.Measure;

namespace Viaduct.Load.Report;

/// <summary>What the benchmark has found for one store. What was not measured is null.</summary>
internal sealed record StoreReport
{
    /// <summary>Messages per second over two durable hops, the median of the runs.</summary>
    public double? MsgPerSecond { get; init; }

    /// <summary>The hand-written limit's messages per second, the median of the runs.</summary>
    public double? LimitMsgPerSecond { get; init; }

    /// <summary>RabbitMQ's messages per second, the median of the runs.</summary>
    public double? RabbitMqMsgPerSecond { get; init; }

    /// <summary>Speed against the hand-written limit.</summary>
    public Ratio? RatioToLimit { get; init; }

    /// <summary>Speed against RabbitMQ.</summary>
    public Ratio? RatioToRabbitMq { get; init; }

    /// <summary>Half of the messages take at most this long, at 100 per second, in milliseconds.</summary>
    public double? P50Ms { get; init; }

    /// <summary>99 of 100 messages take at most this long, at 100 per second, in milliseconds.</summary>
    public double? P99Ms { get; init; }

    /// <summary>Speed with a backlog of a million messages against the speed with none.</summary>
    public Ratio? BacklogRatio { get; init; }

    /// <summary>Speed beside an old open transaction against the speed without.</summary>
    public Ratio? OldSnapshotRatio { get; init; }

    /// <summary>Deliveries per second with a fan-out of 10 against a fan-out of 1.</summary>
    public Ratio? FanOutRatio { get; init; }

    /// <summary>Speed with 10,000 subscriptions against 10.</summary>
    public Ratio? SubscriptionsRatio { get; init; }

    /// <summary>Speed with event tracking against the speed without.</summary>
    public Ratio? TrackingRatio { get; init; }

    /// <summary>Processor time of client and server, in microseconds per message.</summary>
    public double? CpuMicrosPerMessage { get; init; }

    /// <summary>Bytes written to the store's log per message.</summary>
    public double? WalBytesPerMessage { get; init; }

    /// <summary>The longest that event tracking was behind when a clock stopped, in seconds.</summary>
    public double? TrackerLagSeconds { get; init; }

    /// <summary>Why the result does not count; empty if it does.</summary>
    public IReadOnlyList<string> VoidReasons { get; init; } = [];
}
