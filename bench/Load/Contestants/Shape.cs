using Viaduct.Core.Store;

namespace Viaduct.Load.Contestants;

/// <summary>What a run of Viaduct looks like, beside the plain two hops.</summary>
internal sealed record Shape
{
    /// <summary>Two hops, one route each, with event tracking.</summary>
    public static readonly Shape TwoHops = new();

    /// <summary>What is done goes at once, in small generations: as much clean-up as there can be.</summary>
    public static readonly CleanUpOptions NothingKept = new()
    {
        GenerationBytes = 64L << 20,
        ClosedReceipts = TimeSpan.FromSeconds(1),
        Receipts = TimeSpan.FromSeconds(1),
        Tracking = TimeSpan.FromSeconds(1),
    };

    /// <summary>What is kept for days goes after a minute.</summary>
    public static readonly CleanUpOptions KeptForAMinute = new()
    {
        ClosedReceipts = TimeSpan.FromMinutes(1),
        Receipts = TimeSpan.FromMinutes(1),
        Tracking = TimeSpan.FromMinutes(1),
    };

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

    /// <summary>True to track the body of each message as it comes in first, and as it goes out last.</summary>
    public bool TracksBodies { get; init; }

    /// <summary>What is exported by OTLP.</summary>
    public ExportKind Exports { get; init; }

    /// <summary>What the receipt of each message is made of.</summary>
    public ReceiptKind Receipts { get; init; }

    /// <summary>True to have a port beside the others that is stopped until it is started.</summary>
    public bool HasWaitingPort { get; init; }

    /// <summary>When what is done is removed; null for never.</summary>
    public CleanUpOptions? Kept { get; init; } = new();
}
