using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>How the middle of a drill went, whatever ended it.</summary>
internal sealed class DrillOutcome
{
    /// <summary>The failure; not begun at first.</summary>
    public required DrillFault Fault { get; set; }

    /// <summary>The messages' ways.</summary>
    public required DrillProbe Probe { get; set; }

    /// <summary>The hash of the configuration without the probe.</summary>
    public required string Configuration { get; set; }

    /// <summary>When the others had taken over, since the drill began; null if they have not.</summary>
    public TimeSpan? TakenOver { get; set; }

    /// <summary>One of <see cref="DrillVerdicts"/>, if it is decided by how it went; else null.</summary>
    public string? Verdict { get; set; }

    /// <summary>What went wrong; null if nothing did.</summary>
    public string? Problem { get; set; }

    /// <summary>When the failure began, since the drill began; null if it did not.</summary>
    public TimeSpan? FaultAt => Fault.AtMs is { } at ? TimeSpan.FromMilliseconds(at) : null;
}
