namespace Viaduct.Client;

/// <summary>How large a store is.</summary>
/// <param name="Bytes">Bytes in all, free space included.</param>
/// <param name="Segments">Segments in the log.</param>
/// <param name="OpenItems">Open items.</param>
/// <param name="Receipts">Receipts.</param>
/// <param name="TrackingRows">Rows of tracking events.</param>
public sealed record StoreMeasure(long Bytes, long Segments, long OpenItems, long Receipts, long TrackingRows);
