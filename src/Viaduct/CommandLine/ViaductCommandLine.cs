using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Viaduct.Cli.Commands;
using Viaduct.Core.Route;

namespace Viaduct.Cli.CommandLine;

/// <summary>All commands, and how a call of the program goes.</summary>
internal static class ViaductCommandLine
{
    /// <summary>The command tree.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Viaduct, an integration server: takes messages in, routes them, delivers them.")
        {
            SharedOptions.Json,
            SharedOptions.Verbose,
            RunCommand.Create(),
            DemoCommand.Create(),
            ValidateCommand.Create(),
            ParseCommand.Create(),
            WriteCommand.Create(),
            DebatchCommand.Create(),
            PlanCommand.Create(),
            ApplyCommand.Create(),
            TrialCommand.Create(),
            ExportCommand.Create(),
            StatusCommand.Create(),
            TopCommand.Create(),
            PortsCommand.Create(),
            HostsCommand.Create(),
            ServerCommand.Create(),
            ClusterCommand.Create(),
            MessagesCommand.Create(),
            DrillCommand.Create(),
            MapCommand.Create(),
            ValidateMessageCommand.Create(),
            SchemaCommand.Create(),
            ExplainCommand.Create(),
            CompletionCommand.Create(),
            MapWorkerCommand.Create(),
            DrillWakerCommand.Create(),
        };
        var help = root.Options.OfType<HelpOption>().First();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Parses, runs, and gives the exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        // Signals are the commands' own affair.
        var configuration = new InvocationConfiguration
        {
            ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false,
        };
        // A line that is to be completed is never a whole one.
        bool completes = arguments is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
        bool isWrong = parsed.Errors.Count > 0 || UnknownOptionIn(parsed) is not null;
        return isWrong && parsed.Action is not HelpWithExamples && !completes
            ? Refuse(parsed, configuration)
            : await parsed.InvokeAsync(configuration);
    }

    private static int Refuse(ParseResult parsed, InvocationConfiguration configuration)
    {
        var output = new CommandOutput(
            configuration.Output, configuration.Error,
            parsed.Tokens.Any(token => token.Value == SharedOptions.Json.Name));
        var path = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            path.Insert(0, result.Command.Name);
        string command = string.Join(' ', path.Skip(1).Prepend("viaduct"));
        string text = MisspeltIn(parsed, command) ?? string.Join(' ', parsed.Errors.Select(error => error.Message));
        output.Failure($"{text} See '{command} --help'.", ExitCode.BadUsage);
        return (int)ExitCode.BadUsage;
    }

    // The first word that nobody knows, if a command or option is near it.
    private static string? MisspeltIn(ParseResult parsed, string command)
    {
        string? word = UnknownOptionIn(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);
        if (word is null) return null;
        bool isOption = word.StartsWith('-');
        var known = isOption
            ? parsed.CommandResult.Command.Options.Select(option => option.Name)
            : parsed.CommandResult.Command.Subcommands.Where(one => !one.Hidden).Select(one => one.Name);
        string what = isOption ? "option" : "command";
        if (Spelling.Nearest(word, known) is { } near) return $"'{word}' is no {what} of '{command}'. Write {near}.";
        return isOption ? $"'{word}' is no option of '{command}'." : null;
    }

    // The library takes an option that it does not know for an argument, and then complains about the next word.
    private static string? UnknownOptionIn(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)) return null;
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(result => result.Tokens)
            .Select(token => token.Value).Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal));
    }
}
