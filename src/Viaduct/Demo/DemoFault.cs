namespace Viaduct.Cli.Demo;

/// <summary>A failure that the demo has caused.</summary>
/// <param name="Fault">Which: kill, hang or move.</param>
/// <param name="Server">The server that was active.</param>
/// <param name="At">When it began.</param>
internal sealed record DemoFault(string Fault, string Server, DateTimeOffset At)
{
    /// <summary>The server that took over.</summary>
    public string Heir { get; init; } = "";
}
