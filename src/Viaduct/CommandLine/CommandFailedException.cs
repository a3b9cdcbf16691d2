namespace Viaduct.Cli.CommandLine;

/// <summary>Ends a command with a text for its user.</summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message) : Exception(message)
{
    /// <summary>What the command ends with.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
