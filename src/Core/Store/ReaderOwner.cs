namespace Viaduct.Core.Store;

/// <summary>Who owns a reader in a lane, for people.</summary>
/// <param name="ReaderLane">The reader and the lane.</param>
/// <param name="Session">Its owner; never nobody.</param>
public readonly record struct ReaderOwner(ReaderLane ReaderLane, SessionId Session);
