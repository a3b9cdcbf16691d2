namespace Viaduct.Core.Store;

/// <summary>
/// What senders recorded before an effect, for items of one reader and lane (invariant 13). Appended in a commit
/// batch, one row per reader and lane; goes with the log.
/// </summary>
/// <param name="ReaderLane">The reader and the lane.</param>
/// <param name="Epoch">The owner's epoch: the fence of this row.</param>
/// <param name="Number">Rises with each row of this reader and lane, in one numbering with its progress rows.</param>
/// <param name="Highest">
/// The highest item that the records speak of. Once the position is past it, the row is of no more use; until then it
/// is in every grant, for it may speak of items that are not done.
/// </param>
/// <param name="Records">The records, as the transmit codec writes them.</param>
public sealed record TransmitRow(
    ReaderLane ReaderLane, long Epoch, long Number, Position Highest, ReadOnlyMemory<byte> Records);
