namespace Viaduct.Core.Store;

/// <summary>A change of who is active in a cluster group.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Epoch">The epoch of the new owner.</param>
/// <param name="At">When.</param>
/// <param name="From">The server of the owner before; empty: there was none.</param>
/// <param name="To">The server of the new owner.</param>
/// <param name="Cause">Why.</param>
public sealed record ClusterChange(
    string Name, long Epoch, DateTimeOffset At, string From, string To, LeaseCause Cause)
{
    /// <summary>How long it took until the end of the owner before was noticed, at most; null: nothing had to be.
    /// </summary>
    public TimeSpan? Detected { get; init; }

    /// <summary>For how long nobody received; null: it is not known, or there was nobody before.</summary>
    public TimeSpan? Gap { get; init; }
}
