namespace Viaduct.Campaign.Histories;

/// <summary>All that was seen from outside in a campaign; what the checker judges by.</summary>
internal sealed record History
{
    /// <summary>What was offered.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>What arrived, in the order in which it did.</summary>
    public IReadOnlyList<Arrival> Arrivals { get; init; } = [];

    /// <summary>What callers were told.</summary>
    public IReadOnlyList<Answer> Answers { get; init; } = [];

    /// <summary>What the group lists as suspended at the end.</summary>
    public IReadOnlyList<SuspendedMessage> Suspended { get; init; } = [];

    /// <summary>What the group has tracked as sent.</summary>
    public IReadOnlyList<TrackedEnd> Tracked { get; init; } = [];

    /// <summary>The faults.</summary>
    public IReadOnlyList<CausedFault> Faults { get; init; } = [];

    /// <summary>What was seen on the way and must not be.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>The send ports that keep all their messages in one order.</summary>
    public IReadOnlyList<string> OrderedPorts { get; init; } = [];

    /// <summary>The send ports that keep those with the same key in order.</summary>
    public IReadOnlyList<string> KeyedPorts { get; init; } = [];

    /// <summary>How long all of it took, in milliseconds.</summary>
    public double Length { get; init; }
}
