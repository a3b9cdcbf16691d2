namespace Viaduct.Cli.Demo;

/// <summary>What a run of the demo showed.</summary>
internal sealed record DemoReport
{
    /// <summary>
    /// True if every file arrived exactly once with the right content, and every bad one is suspended.
    /// </summary>
    public required bool Clean { get; init; }

    /// <summary>Files put in, bad ones included.</summary>
    public required int In { get; init; }

    /// <summary>Deliveries that were right, each once.</summary>
    public required int Delivered { get; init; }

    /// <summary>Deliveries and suspensions that are missing.</summary>
    public required int Lost { get; init; }

    /// <summary>Deliveries that happened more than once.</summary>
    public required int Duplicated { get; init; }

    /// <summary>Deliveries at the ordered send port behind one that must come after them.</summary>
    public required int Reordered { get; init; }

    /// <summary>Deliveries with other content, or to somebody else; files suspended for another reason.</summary>
    public required int Wrong { get; init; }

    /// <summary>Bad files that are suspended as they must.</summary>
    public required int Suspended { get; init; }

    /// <summary>From the first file put in to the last delivery, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Files taken in per second while the first half came at once.</summary>
    public required double FilesPerSecond { get; init; }

    /// <summary>Deliveries per second in the same time.</summary>
    public required double DeliveriesPerSecond { get; init; }

    /// <summary>Milliseconds from putting a file in to its delivery, half of the steady flow is quicker.</summary>
    public required double LatencyP50Ms { get; init; }

    /// <summary>Milliseconds, 99 of 100 of the steady flow are quicker.</summary>
    public required double LatencyP99Ms { get; init; }

    /// <summary>Milliseconds from the start of the server to its being ready.</summary>
    public required double ReadyMs { get; init; }

    /// <summary>Deliveries by send port.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    /// <summary>Suspended files by what is wrong with them.</summary>
    public required IReadOnlyDictionary<string, int> Reasons { get; init; }

    /// <summary>What was done to the servers, and how it was felt.</summary>
    public required IReadOnlyList<DemoFailover> Failovers { get; init; }

    /// <summary>The first things that are wrong.</summary>
    public required IReadOnlyList<DemoFinding> Findings { get; init; }

    /// <summary>Where everything lies, if it was kept; else null.</summary>
    public required string? Folder { get; init; }
}
