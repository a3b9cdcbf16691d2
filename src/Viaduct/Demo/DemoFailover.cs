namespace Viaduct.Cli.Demo;

/// <summary>How a failure was felt.</summary>
/// <param name="Fault">Which: kill, hang or move.</param>
/// <param name="From">The server that was active.</param>
/// <param name="To">The one that took over.</param>
/// <param name="GapMs">
/// Milliseconds from the last delivery before the fault to the first one of a file that was put in after it; null if
/// none was put in after it.
/// </param>
internal sealed record DemoFailover(string Fault, string From, string To, double? GapMs);
