namespace Viaduct.Load.Measure;

/// <summary>What one run of one contestant has shown.</summary>
internal sealed record Measurement
{
    /// <summary>The contestant's name.</summary>
    public required string Contestant { get; init; }

    /// <summary>Messages that went the whole way in the measured time, per second.</summary>
    public required double MsgPerSecond { get; init; }

    /// <summary>Processor time of client and server together, in microseconds per message.</summary>
    public required double CpuMicrosPerMessage { get; init; }

    /// <summary>Bytes that this process allocated on its managed heap for each message.</summary>
    public double AllocatedBytesPerMessage { get; init; }

    /// <summary>The share of the time for which its threads stood still to collect garbage.</summary>
    public double CollectionShare { get; init; }

    /// <summary>Bytes written to the store's log per message; null if it cannot be told.</summary>
    public double? WalBytesPerMessage { get; init; }

    /// <summary>How far event tracking was behind when the clock stopped, in seconds; null without tracking.</summary>
    public double? TrackerLagSeconds { get; init; }

    /// <summary>Half of the messages took at most this long from publishing to delivery, in milliseconds.</summary>
    public double? P50Ms { get; init; }

    /// <summary>99 of 100 messages took at most this long, in milliseconds.</summary>
    public double? P99Ms { get; init; }

    /// <summary>The ratio of the rates of two contestants that ran in pairs.</summary>
    public static Ratio Compare(IReadOnlyList<Measurement> ours, IReadOnlyList<Measurement> theirs) =>
        Ratio.OfPairs(ours.Select(run => run.MsgPerSecond), theirs.Select(run => run.MsgPerSecond));
}
