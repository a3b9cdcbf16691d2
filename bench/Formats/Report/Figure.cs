namespace Viaduct.FormatsBench.Report;

/// <summary>What a line has shown.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Value">The median.</param>
internal sealed record Figure(string Name, string Unit, double Value)
{
    /// <summary>What the bare loop does, in the same unit.</summary>
    public double? Bare { get; init; }

    /// <summary>The ratio to the bare loop.</summary>
    public Ratio? Ratio { get; init; }

    /// <summary>The least ratio, or the most of the value where there is none; null if it only informs.</summary>
    public double? Bar { get; init; }

    /// <summary>True if the bar is the most.</summary>
    public bool IsMost { get; init; }

    /// <summary>True when the whole interval lies on the wrong side.</summary>
    public bool IsMissed => Bar is { } bar && (IsMost ? Value > bar : (Ratio?.High ?? Value) < bar);
}
