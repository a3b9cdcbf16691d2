namespace Viaduct.Core.Track;

/// <summary>Where a tracked message stands in the store.</summary>
/// <param name="Retention">The number of its retention class.</param>
/// <param name="Lane">The lane of the commit that it was tracked in.</param>
/// <param name="Sequence">The commit's sequence in it.</param>
/// <param name="Offset">Where its record begins in the commit's tracked bodies, in bytes.</param>
/// <param name="Length">How many bytes the record has.</param>
public readonly record struct TrackedPlace(int Retention, int Lane, long Sequence, int Offset, int Length);
