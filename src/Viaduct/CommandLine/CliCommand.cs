using System.CommandLine;

namespace Viaduct.Cli.CommandLine;

/// <summary>A command with examples, whose failures become texts and exit codes.</summary>
internal sealed class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>More than fits into the one sentence of the description; may be empty.</summary>
    public string Details { get; init; } = "";

    /// <summary>How it is called, for its help and the reference page.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What the codes mean that it ends with, for its help and the reference page.</summary>
    public IReadOnlyList<ExitMeaning> ExitCodes { get; init; } = ExitMeaning.Usual;

    /// <summary>What it does.</summary>
    public CliCommand Does(Func<CommandCall, Task<ExitCode>> action)
    {
        SetAction(async (parsed, _) => (int)await CommandRunner.RunAsync(parsed, action));
        return this;
    }

    /// <summary>Adds arguments and options, in the order of the help.</summary>
    public CliCommand With(params ReadOnlySpan<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) Arguments.Add(argument);
            else Options.Add((Option)symbol);
        }

        return this;
    }
}
