namespace Viaduct.Core.Store;

/// <summary>What has been counted for one port or location. <see cref="TrafficCounter"/> guards it.</summary>
/// <param name="name">The port or location.</param>
internal sealed class PortCount(string name)
{
    private DeliveryCounts _times;

    /// <summary>The port or location.</summary>
    public string Name => name;

    /// <summary>Messages that it published.</summary>
    public long Received { get; set; }

    /// <summary>Messages that it delivered.</summary>
    public long Sent { get; private set; }

    /// <summary>Attempts that failed, and messages that were suspended.</summary>
    public long Failures { get; set; }

    /// <summary>True once anything was counted.</summary>
    public bool IsUsed => (Received | Sent | Failures) != 0;

    /// <summary>A delivery.</summary>
    public void Delivered(in Delivery delivery)
    {
        Sent++;
        _times[DeliveryTimes.Place(DeliveryTimes.Of(delivery))]++;
    }

    /// <summary>As it is now.</summary>
    public PortTraffic Read() => new(name, Received, Sent, Failures, _times[..].ToArray());

    // Beside the other counts, not behind a reference: with many ports each line of memory is a cold one.
    [System.Runtime.CompilerServices.InlineArray(DeliveryTimes.Places)]
    private struct DeliveryCounts
    {
        private long _first;
    }
}
