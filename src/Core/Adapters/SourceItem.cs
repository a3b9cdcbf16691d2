using Viaduct.Core.Messages;

namespace Viaduct.Core.Adapters;

/// <summary>What a receiver found at its source: a file, a mail, a request, a row.</summary>
public sealed class SourceItem
{
    /// <summary>The bytes. They must stay readable until the intake has answered.</summary>
    public required Body Body { get; init; }

    /// <summary>The media type that the source states, or null.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// What identifies the item, or null if the source has nothing to identify it by: then receiving is
    /// at-least-once, and the adapter says so.
    /// </summary>
    public ReceiptKey? Receipt { get; init; }

    /// <summary>
    /// True if the key cannot have been seen before (a claim recorded just now by this process and never submitted),
    /// so that no look-up is needed. The store's unique key holds all the same.
    /// </summary>
    public bool ReceiptIsFresh { get; init; }

    /// <summary>
    /// A further key that only one item may have, whatever is in it: it is written together with the receipt, which
    /// must be given. An item that comes with the same exclusive key and another receipt is a conflict. Null: none.
    /// </summary>
    public ReceiptKey? Exclusive { get; init; }

    /// <summary>
    /// The id of the interchange, for a source that wants to say the same when the item comes again; made from what
    /// identifies the item. Null: a new one.
    /// </summary>
    public Guid? InterchangeId { get; init; }

    /// <summary>
    /// The properties that the adapter sets (file name, headers). System properties are added by the intake.
    /// </summary>
    public MessageContextBuilder Context { get; init; } = new();

    /// <summary>
    /// A failure that the adapter found itself (an unreadable or empty source): the item is suspended with it, with
    /// whatever body there is, instead of being run through the pipeline.
    /// </summary>
    public Pipelines.Failure? Failure { get; init; }

    /// <summary>The same item with the same bytes, kept elsewhere.</summary>
    internal SourceItem With(Body body) => new()
    {
        Body = body, ContentType = ContentType, Receipt = Receipt, ReceiptIsFresh = ReceiptIsFresh,
        Exclusive = Exclusive, InterchangeId = InterchangeId, Context = Context, Failure = Failure,
    };
}
