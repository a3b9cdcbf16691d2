namespace Viaduct.Core.Store;

/// <summary>A batch of tracking events with a compact index, as the track codec writes it.</summary>
/// <param name="Id">The row's number, given by the store; 0 on writing.</param>
/// <param name="From">The time of the earliest event.</param>
/// <param name="To">The time of the latest event.</param>
/// <param name="Index">The compact index over messages, interchanges and ports.</param>
/// <param name="Events">The events.</param>
public sealed record TrackingRow(
    long Id, DateTimeOffset From, DateTimeOffset To, ReadOnlyMemory<byte> Index, ReadOnlyMemory<byte> Events)
{
    /// <summary>On writing: the number of the retention class. Default 0.</summary>
    public int Retention { get; init; }
}
