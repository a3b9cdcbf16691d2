namespace Viaduct.Core.Store;

/// <summary>
/// How far a reader has come in a lane: appended by every commit that completes work, never updated. Only the newest
/// counts.
/// </summary>
/// <param name="ReaderLane">The reader and the lane.</param>
/// <param name="Epoch">The owner's epoch: the fence of this row.</param>
/// <param name="Number">Rises by one with each row of this reader and lane; the key that guards it. 0: none
/// yet.</param>
/// <param name="Position">All before it is done.</param>
/// <param name="Done">The items done at or above the position, as the progress codec writes them.</param>
public sealed record ProgressRow(
    ReaderLane ReaderLane, long Epoch, long Number, Position Position, ReadOnlyMemory<byte> Done);
