namespace Viaduct.Core.Store;

/// <summary>An exception of a single message: the only rows with a state per message. It owns its message.</summary>
public sealed record OpenItemRow
{
    /// <summary>The item's id (version 7).</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required OpenItemKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required OpenItemState State { get; init; }

    /// <summary>
    /// For sends the host's reader; for large interchanges the negative of it; 0 for the others: any server may work on
    /// them.
    /// </summary>
    public required int Reader { get; init; }

    /// <summary>The send port, or the receive location, by name.</summary>
    public required string Port { get; init; }

    /// <summary>The message's id; for a source item the id it would have had.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The interchange.</summary>
    public required Guid InterchangeId { get; init; }

    /// <summary>The message type, or null if it is not known.</summary>
    public string? MessageType { get; init; }

    /// <summary>How often it was tried so far.</summary>
    public int Attempts { get; init; }

    /// <summary>How many owners died with it in hand (invariant 7).</summary>
    public int Deaths { get; init; }

    /// <summary>The stable code of the last failure, or null.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The text of the last failure, or null.</summary>
    public string? FailureText { get; init; }

    /// <summary>For no subscriber: every predicate tried and why it failed. Null otherwise.</summary>
    public string? Report { get; init; }

    /// <summary>
    /// What a sender recorded before an effect; how far a large interchange has come; or null.
    /// </summary>
    public string? Transmit { get; init; }

    /// <summary>
    /// On writing: after how long it is due, by the store's clock. Null: at once, for a waiting item.
    /// </summary>
    public TimeSpan? DueIn { get; init; }

    /// <summary>On reading: when it is due, by the store's clock.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>On reading: when it was created, by the store's clock.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>On reading: when it was last changed, by the store's clock.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The owner's epoch; 1 for a new item that is born active (owned by the writing session).</summary>
    public long Epoch { get; init; } = 1;

    /// <summary>The message, as the message record codec writes it. Empty in lists.</summary>
    public ReadOnlyMemory<byte> Record { get; init; }

    /// <summary>The chunked bodies that the record names; kept as long as the item.</summary>
    public IReadOnlyList<Guid> BodyIds { get; init; } = [];
}
