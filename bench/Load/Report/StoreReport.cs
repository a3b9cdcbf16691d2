
namespace Viaduct.Load.Report;

/// <summary>What the benchmark has found for one store. What was not measured is null.</summary>
internal sealed record StoreReport
{
    /// <summary>The contestants of the line on speed, for tables.</summary>
    public IReadOnlyList<ContestantRow> Contestants { get; init; } = [];

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

    /// <summary>Messages per second with a receipt for each message, the median of the runs.</summary>
    public double? ReceiptsMsgPerSecond { get; init; }

    /// <summary>Speed with receipts against the hand-written limit.</summary>
    public Ratio? ReceiptsRatioToLimit { get; init; }

    /// <summary>Speed with receipts against RabbitMQ.</summary>
    public Ratio? ReceiptsRatioToRabbitMq { get; init; }

    /// <summary>Speed with receipts made of hashes against the hand-written limit.</summary>
    public Ratio? HashedReceiptsRatioToLimit { get; init; }

    /// <summary>Messages per second from HTTP to HTTP, the median of the runs.</summary>
    public double? HttpMsgPerSecond { get; init; }

    /// <summary>Speed from HTTP to HTTP against bare endpoints around the same message box.</summary>
    public Ratio? HttpRatio { get; init; }

    /// <summary>99 of 100 messages take at most this long from HTTP to HTTP, at 1,000 per second, in ms.</summary>
    public double? HttpP99Ms { get; init; }

    /// <summary>
    /// By how much the slowest message of a stretch with changes of the configuration takes longer than that of a quiet
    /// one, in milliseconds.
    /// </summary>
    public double? LiveChangeAddedMs { get; init; }

    /// <summary>The longest time without an arrival in the stretch with changes, in milliseconds.</summary>
    public double? LiveChangeGapMs { get; init; }

    /// <summary>Half of the messages take at most this long, at 100 per second, in milliseconds.</summary>
    public double? P50Ms { get; init; }

    /// <summary>99 of 100 messages take at most this long, at 100 per second, in milliseconds.</summary>
    public double? P99Ms { get; init; }

    /// <summary>Speed with a backlog against the speed with none: beside it or from it, whichever is lower.</summary>
    public Ratio? BacklogRatio { get; init; }

    /// <summary>Speed beside a backlog against the speed with none.</summary>
    public Ratio? BacklogBesideRatio { get; init; }

    /// <summary>Messages per second that leave the backlog.</summary>
    public double? BacklogDrainPerSecond { get; init; }

    /// <summary>Speed beside an old open transaction against the speed without.</summary>
    public Ratio? OldSnapshotRatio { get; init; }

    /// <summary>Deliveries per second to ten ports of one host against to one port.</summary>
    public Ratio? FanOutRatio { get; init; }

    /// <summary>Deliveries per second to ten ports of a host each against to one port.</summary>
    public Ratio? FanOutHostsRatio { get; init; }

    /// <summary>Speed with 10,000 subscriptions against 10.</summary>
    public Ratio? SubscriptionsRatio { get; init; }

    /// <summary>Speed with event tracking against the speed without.</summary>
    public Ratio? TrackingRatio { get; init; }

    /// <summary>Speed with bodies tracked against the speed without.</summary>
    public Ratio? BodiesRatio { get; init; }

    /// <summary>The longest page of tracking of a million messages, in milliseconds.</summary>
    public double? TrackingPageMs { get; init; }

    /// <summary>How long it takes to find one of a million messages by a property, in milliseconds.</summary>
    public double? TrackingFindMs { get; init; }

    /// <summary>Speed with traces exported against the speed without.</summary>
    public Ratio? TracingRatio { get; init; }

    /// <summary>Speed with the trace of every message exported against the speed without.</summary>
    public Ratio? TracingAllRatio { get; init; }

    /// <summary>Speed with metrics exported against the speed without.</summary>
    public Ratio? MetricsRatio { get; init; }

    /// <summary>Speed with clean-up against the speed without.</summary>
    public Ratio? CleanUpRatio { get; init; }

    /// <summary>Speed in the last quarter of a long run against the quarter before.</summary>
    public Ratio? GrowthSpeedRatio { get; init; }

    /// <summary>Tables and files that have grown in a long run, though nothing should; null if not measured.</summary>
    public IReadOnlyList<string>? Grown { get; init; }

    /// <summary>Processor time of the program at rest, in percent of a core.</summary>
    public double? IdleCpuPercent { get; init; }

    /// <summary>Processor time of the database server meanwhile, in percent of a core.</summary>
    public double? IdleServerCpuPercent { get; init; }

    /// <summary>Memory of the program at rest, in megabytes.</summary>
    public double? IdleMemoryMb { get; init; }

    /// <summary>From the program's start until it works, in milliseconds.</summary>
    public double? StartToReadyMs { get; init; }

    /// <summary>The same when the store has to be made first.</summary>
    public double? FirstStartToReadyMs { get; init; }

    /// <summary>Processor time of client and server, in microseconds per message.</summary>
    public double? CpuMicrosPerMessage { get; init; }

    /// <summary>Bytes written to the store's log per message.</summary>
    public double? WalBytesPerMessage { get; init; }

    /// <summary>The longest that event tracking was behind when a clock stopped, in seconds.</summary>
    public double? TrackerLagSeconds { get; init; }

    /// <summary>Why the result does not count; empty if it does.</summary>
    public IReadOnlyList<string> VoidReasons { get; init; } = [];
}
