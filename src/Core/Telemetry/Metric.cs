namespace Viaduct.Core.Telemetry;

/// <summary>
/// A metric: the one place for its name, meaning and tags, for those who write it and for the reference page.
/// </summary>
/// <param name="Name">Its name, as in OpenTelemetry's conventions where they have one. Stable.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Unit">Its unit: <c>s</c>, <c>By</c>, or a word for what is counted in braces; empty for none.</param>
/// <param name="Text">Its meaning, in a sentence.</param>
/// <param name="Tags">The tags that its values differ by.</param>
public sealed record Metric(string Name, MetricKind Kind, string Unit, string Text, params IReadOnlyList<string> Tags)
{
    /// <summary>The bounds of a histogram, rising; empty for other kinds.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];
}
