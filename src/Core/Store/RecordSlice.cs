namespace Viaduct.Core.Store;

/// <summary>A slice of a segment's records.</summary>
/// <param name="Sequence">The segment.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">The number of bytes.</param>
public readonly record struct RecordSlice(long Sequence, int Offset, int Length);
