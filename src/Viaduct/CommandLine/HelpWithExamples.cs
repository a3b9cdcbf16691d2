using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Viaduct.Cli.CommandLine;

/// <summary>The help as usual, and the examples and exit codes of the command behind it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not CliCommand command) return code;
        var output = parseResult.InvocationConfiguration.Output;
        if (command.Details.Length > 0) output.WriteLine($"{command.Details}\n");
        output.WriteLine(command.Examples.Count == 1 ? "Example:" : "Examples:");
        foreach (string example in command.Examples) output.WriteLine($"  {example}");
        output.WriteLine();
        if (command.Subcommands.Count > 0) return code;
        output.WriteLine("Exit codes:");
        foreach (var (number, text) in command.ExitCodes) output.WriteLine($"  {number}  {text}");
        output.WriteLine();
        return code;
    }
}
