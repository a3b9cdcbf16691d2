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

    /// <summary>Only of these kinds.</summary>
    public IReadOnlyCollection<TrackEventKind>? Kinds { get; init; }

    /// <summary>Only publications that were tracked with this property.</summary>
    public PropertyWanted? Property { get; init; }

    /// <summary>True if an event is such a one.</summary>
    public bool Fits(TrackEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return (MessageId is null || e.MessageId == MessageId)
            && (InterchangeId is null || e.InterchangeId == InterchangeId)
            && (Port is null || e.Port == Port || e.RoutedTo.Contains(Port, StringComparer.Ordinal))
            && (From is null || e.At >= From)
            && (To is null || e.At <= To)
            && (Kinds is null || Kinds.Contains(e.Kind))
            && (Property is not { } property || e.Properties.Any(p => property.Fits(in p)));
    }
}
