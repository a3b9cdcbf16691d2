namespace Viaduct.Core.Track;

/// <summary>One event on a message's way.</summary>
public sealed record TrackEvent
{
    /// <summary>What happened.</summary>
    public required TrackEventKind Kind { get; init; }

    /// <summary>When, by the clock of the server on which it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The message; for a bad source item the id it would have had.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The interchange; empty if unknown.</summary>
    public Guid InterchangeId { get; init; }

    /// <summary>The receive location or send port.</summary>
    public required string Port { get; init; }

    /// <summary>The message type, or null.</summary>
    public string? MessageType { get; init; }

    /// <summary>True if a map of the receive port changed it on its way.</summary>
    public bool Mapped { get; init; }

    /// <summary>For a publication the send ports that it was routed to.</summary>
    public IReadOnlyList<string> RoutedTo { get; init; } = [];

    /// <summary>The failure code, or null.</summary>
    public string? FailureCode { get; init; }

    /// <summary>The failure's text, or null.</summary>
    public string? FailureText { get; init; }

    /// <summary>The length of the body in bytes; 0 if unknown.</summary>
    public long Bytes { get; init; }

    /// <summary>Of a publication: the promoted properties that were tracked.</summary>
    public IReadOnlyList<TrackedProperty> Properties { get; init; } = [];

    /// <summary>Where on its way the body was tracked.</summary>
    public BodyPlace Place { get; init; }

    /// <summary>Where the message stands as it was there; null unless the event tells of a tracked body.</summary>
    public TrackedPlace? Stored { get; init; }
}
