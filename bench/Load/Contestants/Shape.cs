namespace Viaduct.Load.Contestants;

/// <summary>What a run of Viaduct looks like, beside the plain two hops.</summary>
internal sealed record Shape
{
    /// <summary>Two hops, one route each, with event tracking.</summary>
    public static readonly Shape TwoHops = new();

    /// <summary>One hop to so many ports instead of two hops; null for two hops.</summary>
    public int? FanOut { get; init; }

    /// <summary>True if each port of a fan-out has a host of its own.</summary>
    public bool HostPerPort { get; init; }

    /// <summary>
    /// Subscriptions for the first hop, each of a port of its own with another value; messages have these values
    /// uniformly.
    /// </summary>
    public int Subscriptions { get; init; } = 1;

    /// <summary>False to run without event tracking.</summary>
    public bool Tracks { get; init; } = true;

    /// <summary>True to write a receipt for each message.</summary>
    public bool WritesReceipts { get; init; }
}
