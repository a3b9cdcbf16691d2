namespace Viaduct.Core.Store;

/// <summary>What the tracker reads of one segment.</summary>
/// <param name="Sequence">The segment.</param>
/// <param name="Track">Its track.</param>
public sealed record SegmentTrack(long Sequence, ReadOnlyMemory<byte> Track);
