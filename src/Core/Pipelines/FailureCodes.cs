using System.Collections.Frozen;

namespace Viaduct.Core.Pipelines;

/// <summary>The stable codes of failures; shown to people, searched by operators, never renamed.</summary>
public static class FailureCodes
{
    /// <summary>No subscription matched the message.</summary>
    public const string NoSubscriber = "no-subscriber";

    /// <summary>The bytes are not what the pipeline expects: malformed, wrong encoding, forbidden construct.</summary>
    public const string BadInput = "bad-input";

    /// <summary>No schema or document type is known for the document, and the pipeline needs one.</summary>
    public const string UnknownDocument = "unknown-document";

    /// <summary>The document does not conform to its schema.</summary>
    public const string Invalid = "invalid";

    /// <summary>A limit was exceeded: size, depth, length of a value.</summary>
    public const string Limit = "limit";

    /// <summary>A source item of no bytes where the pipeline needs content.</summary>
    public const string EmptyInput = "empty-input";

    /// <summary>A pipeline component or map threw: a defect in it.</summary>
    public const string ComponentDefect = "component-defect";

    /// <summary>The far side could not be reached or answered with a transient error; tried again.</summary>
    public const string TransmitTransient = "transmit-transient";

    /// <summary>The far side refused for good; trying again would not help.</summary>
    public const string TransmitRefused = "transmit-refused";

    /// <summary>All retries were used up.</summary>
    public const string RetriesExhausted = "retries-exhausted";

    /// <summary>Its process died again and again with the message in hand, at last with it alone.</summary>
    public const string Poison = "poison";

    /// <summary>The port that the message was routed to no longer exists.</summary>
    public const string PortGone = "port-gone";

    /// <summary>The source item cannot be read.</summary>
    public const string SourceUnreadable = "source-unreadable";

    /// <summary>A response came, and nobody waits for it any more.</summary>
    public const string NobodyWaits = "nobody-waits";

    /// <summary>All codes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        NoSubscriber, BadInput, UnknownDocument, Invalid, Limit, EmptyInput, ComponentDefect, TransmitTransient,
        TransmitRefused, RetriesExhausted, Poison, PortGone, SourceUnreadable, NobodyWaits,
    ];

    private static readonly FrozenSet<string> Set = All.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The code, or <c>other</c> for one that a component has made up: metrics have few.</summary>
    public static string Known(string? code) => code is not null && Set.Contains(code) ? code : "other";
}
