namespace Viaduct.Client;

/// <summary>An open item, for people and programs.</summary>
public sealed record ItemView
{
    /// <summary>The item's id: what the commands take.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about: <c>send</c>, <c>publish</c> or <c>receive</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it stands, one of <see cref="ItemStates"/>.</summary>
    public required string State { get; init; }

    /// <summary>The send port or receive location.</summary>
    public required string Port { get; init; }

    /// <summary>The message.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The interchange.</summary>
    public required Guid InterchangeId { get; init; }

    /// <summary>The message type; null if unknown.</summary>
    public required string? MessageType { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>How many owners died with it in hand.</summary>
    public required int Deaths { get; init; }

    /// <summary>The code of the last failure, or null.</summary>
    public required string? FailureCode { get; init; }

    /// <summary>The text of the last failure, or null.</summary>
    public required string? FailureText { get; init; }

    /// <summary>For no subscriber: what was tried, and why it did not fit. Null otherwise.</summary>
    public required string? Report { get; init; }

    /// <summary>How far a large interchange has come; null for anything else.</summary>
    public ItemProgress? Progress { get; init; }

    /// <summary>The path of the file that it came in with; null if it came otherwise, or was not looked up.</summary>
    public required string? ReceivedFileName { get; init; }

    /// <summary>When it is tried again; null if it waits for a person.</summary>
    public required DateTimeOffset? Due { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
