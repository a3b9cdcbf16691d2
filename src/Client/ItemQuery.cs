namespace Viaduct.Client;

/// <summary>Which open items; null and empty mean any. What is given must all hold.</summary>
public sealed record ItemQuery
{
    /// <summary>Only in one of these states, of <see cref="ItemStates"/>.</summary>
    public IReadOnlyList<string>? States { get; init; }

    /// <summary>Only of this send port or receive location.</summary>
    public string? Port { get; init; }

    /// <summary>Only with this failure code.</summary>
    public string? Code { get; init; }

    /// <summary>Only of this message.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Only of this interchange.</summary>
    public Guid? InterchangeId { get; init; }

    /// <summary>Only with this in the text of the failure; upper and lower case are the same.</summary>
    public string? Text { get; init; }

    /// <summary>
    /// Only with this value of a property: <c>NAME=VALUE</c>, where NAME is written as in filters
    /// (<c>Order.Total</c>), or is a local name alone, or <c>NAMESPACE#NAME</c>.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>Only changed at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only changed at this time or earlier.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>True if nothing is given: all items fit.</summary>
    public bool IsEmpty() => States is null or [] && this with { States = null } == new ItemQuery();
}
