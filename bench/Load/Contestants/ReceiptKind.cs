namespace Viaduct.Load.Contestants;

/// <summary>What the receipt of each message is made of.</summary>
internal enum ReceiptKind
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>
    /// The id of a claim, made by the adapter when it takes the item, as for files: ids of the same time lie together.
    /// </summary>
    Claim,

    /// <summary>
    /// A hash of what identifies the item at its source, as for queue messages and idempotency keys: each lies
    /// anywhere, and is looked up before.
    /// </summary>
    Hash,
}
