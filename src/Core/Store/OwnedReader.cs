namespace Viaduct.Core.Store;

/// <summary>A reader in a lane that a session owns, with the epoch of its ownership.</summary>
/// <param name="ReaderLane">The reader and the lane.</param>
/// <param name="Epoch">The epoch.</param>
public readonly record struct OwnedReader(ReaderLane ReaderLane, long Epoch);
