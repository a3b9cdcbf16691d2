namespace Viaduct.Core.Store;

/// <summary>A lane that a session may write.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Epoch">The epoch of this ownership; every commit names it.</param>
/// <param name="LastSequence">The last sequence in the lane; the owner goes on with the next. 0 in a new lane.</param>
public sealed record LaneGrant(int Lane, long Epoch, long LastSequence);
