namespace Viaduct.Client;

/// <summary>What the checker of a drill found: from what was put in and what arrived, and nothing else.</summary>
public sealed record DrillFigures
{
    /// <summary>Messages that were put in.</summary>
    public required int Sent { get; init; }

    /// <summary>Messages that the group has taken in.</summary>
    public required int Accepted { get; init; }

    /// <summary>Messages that have had an effect at the far side, each counted once.</summary>
    public required int Arrived { get; init; }

    /// <summary>Messages that were taken in and have not arrived.</summary>
    public required int Lost { get; init; }

    /// <summary>Effects at the far side that are too many: one message under several idempotency keys.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Deliveries that a far side drops: the same message under the same idempotency key.</summary>
    public required int Repeated { get; init; }

    /// <summary>
    /// Messages that have overtaken one of the same key, which had been taken in before they were put in.
    /// </summary>
    public required int Reordered { get; init; }

    /// <summary>Deliveries of messages that nobody has put in.</summary>
    public required int Unknown { get; init; }

    /// <summary>The longest silence of a key at the far side before the failure, in milliseconds.</summary>
    public required double UsualGapMs { get; init; }

    /// <summary>
    /// The longest silence of a key at the far side that ended after the failure began, in milliseconds: from the last
    /// message before to the first one after.
    /// </summary>
    public required double GapMs { get; init; }

    /// <summary>The longest way of a message that arrived before the failure, in milliseconds.</summary>
    public required double UsualDelayMs { get; init; }

    /// <summary>The longest way of a message that arrived after the failure, in milliseconds.</summary>
    public required double DelayMs { get; init; }

    /// <summary>
    /// From the failure to the moment at which no more messages were on their way than ever before it, in milliseconds;
    /// 0 if there never were more, null if that moment did not come, or messages are lost.
    /// </summary>
    public required double? RecoveryMs { get; init; }

    /// <summary>
    /// From the failure to the moment at which the group had taken over from the server, in milliseconds; null if there
    /// was nothing to take over, or nobody did.
    /// </summary>
    public double? DetectionMs { get; init; }

    /// <summary>The longest time for which the drilling process itself put nothing in, in milliseconds.</summary>
    public required double SendGapMs { get; init; }
}
