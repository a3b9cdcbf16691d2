namespace Viaduct.Core.Track;

/// <summary>Which events of messages' ways to find; null means any.</summary>
public sealed record TrackingFilter
{
    /// <summary>Only of this message.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Only of the messages of this interchange.</summary>
    public Guid? InterchangeId { get; init; }

    /// <summary>Only at this receive location or send port; publications to it too.</summary>
    public string? Port { get; init; }

    /// <summary>Only at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }
}
