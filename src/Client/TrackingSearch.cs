namespace Viaduct.Client;

/// <summary>Which events of messages' ways; null means any. What is given must all hold.</summary>
public sealed record TrackingSearch
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

    /// <summary>Only of these kinds, of <see cref="TrackedKinds"/>.</summary>
    public IReadOnlyList<string>? Kinds { get; init; }

    /// <summary>
    /// Only publications that were tracked with this property: NAME=VALUE; NAME as in filters, a local name alone, or
    /// NAMESPACE#NAME; a VALUE that ends with <c>*</c> stands for all that begin like it. Kinds without
    /// <c>published</c> are refused beside it.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>True for the events stored last first. Default false: those stored first.</summary>
    public bool Newest { get; init; }
}
