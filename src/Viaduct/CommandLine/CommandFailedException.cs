using Viaduct.Server.Configuration;

namespace Viaduct.Cli.CommandLine;

/// <summary>Ends a command with a text for its user.</summary>
/// <param name="exitCode">What the command ends with.</param>
/// <param name="message">The text.</param>
/// <param name="problems">For programs: the problems of a configuration, if it is about one.</param>
internal sealed class CommandFailedException(
    ExitCode exitCode, string message, IReadOnlyList<ConfigurationProblem>? problems = null) : Exception(message)
{
    /// <summary>The problems of a configuration, or null.</summary>
    public IReadOnlyList<ConfigurationProblem>? Problems { get; } = problems;

    /// <summary>What the command ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
