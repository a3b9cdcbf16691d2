namespace Viaduct.Client;

/// <summary>What a drill did, saw and found.</summary>
public sealed record DrillReport
{
    /// <summary>The version of this form; rises when a field changes its meaning. Now 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The drill's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>How it came out, one of <see cref="DrillVerdicts"/>.</summary>
    public required string Verdict { get; init; }

    /// <summary>Why it could not be carried out or was broken off, and what was put back; else null.</summary>
    public string? Problem { get; init; }

    /// <summary>Who ran it.</summary>
    public required string By { get; init; }

    /// <summary>The machine that it was run on.</summary>
    public required string Machine { get; init; }

    /// <summary>Viaduct's version there.</summary>
    public required string Version { get; init; }

    /// <summary>When it began, by that machine's clock; the zero of all <c>atMs</c>.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, by that machine's clock.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>The group.</summary>
    public required string Group { get; init; }

    /// <summary>Its store; never a secret.</summary>
    public required string Store { get; init; }

    /// <summary>The hash of the configuration that the group ran, without what the drill added.</summary>
    public required string Configuration { get; init; }

    /// <summary>The group's servers when it began.</summary>
    public required IReadOnlyList<ServerStatus> Servers { get; init; }

    /// <summary>The failure.</summary>
    public required DrillFault Fault { get; init; }

    /// <summary>What was said before it began: what it would touch.</summary>
    public required IReadOnlyList<string> Preview { get; init; }

    /// <summary>The messages that it sent through the group.</summary>
    public required DrillProbe Probe { get; init; }

    /// <summary>What was seen, in the order of time.</summary>
    public required IReadOnlyList<DrillObservation> Observations { get; init; }

    /// <summary>What the checker found; null if it came to nothing.</summary>
    public DrillFigures? Figures { get; init; }

    /// <summary>What was demanded, and whether it held.</summary>
    public required IReadOnlyList<DrillAssertion> Assertions { get; init; }

    /// <summary>The first messages with which something is wrong, in words.</summary>
    public required IReadOnlyList<string> Findings { get; init; }

    /// <summary>
    /// The SHA-256, in lower-case hexadecimal, of this report as JSON on one line in the order of its fields, with this
    /// field empty.
    /// </summary>
    public string Hash { get; init; } = "";
}
