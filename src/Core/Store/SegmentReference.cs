namespace Viaduct.Core.Store;

/// <summary>A reader's pointers into one segment of a lane.</summary>
/// <param name="Sequence">The segment.</param>
/// <param name="Entries">The pointers, as the reference codec writes them.</param>
public sealed record SegmentReference(long Sequence, ReadOnlyMemory<byte> Entries);
