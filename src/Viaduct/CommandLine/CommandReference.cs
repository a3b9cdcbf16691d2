using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace Viaduct.Cli.CommandLine;

/// <summary>Writes the reference page of the commands from their definitions.</summary>
internal static class CommandReference
{
    private const string Intro =
        """
        # Command line

        <!-- Generated from the code by a test of Scenarios; run it with VIADUCT_REGENERATE=1 after a change. -->

        One executable, `viaduct`. Results go to the standard output, logs and errors to the error stream.

        Which group: commands that look at a group or change it ask one of its servers (`--server`, `VIADUCT_SERVER`),
        or work on its store by the same operations (`--store`), as [the admin API](../operate/admin-api.md) says. Which
        store: first `--store`; then the key `store` of the configuration that the command names (`--config`, `DIR`), or
        else of `viaduct.yaml` in the current folder; then the environment variable `VIADUCT_STORE`. If the variable is
        set and names another store than the configuration, a note says so.

        Every command ends with one of these codes; a signal before a command has ended gives 128 and its number. Where
        a command gives a code another meaning, its section says so: in the tools that need no store, 3 is a schema or a
        stylesheet that cannot be used.


        """;

    /// <summary>The page in Markdown, the same for the same commands.</summary>
    public static string Write(RootCommand root)
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        WriteCodes(ExitMeaning.Usual, page);
        page.Append("\nAll commands take these options:\n\n");
        WriteOptions(root.Options.Where(option => option.Recursive && option is not HelpOption), page);
        foreach (var command in root.Subcommands.Where(command => !command.Hidden)) Write(command, "viaduct", page);
        return page.ToString();
    }

    private static void Write(Command command, string parent, StringBuilder page)
    {
        string name = $"{parent} {command.Name}";
        page.Append($"\n## {name}\n\n{command.Description}");
        if (command is CliCommand { Details.Length: > 0 } more) page.Append($" {more.Details}");
        page.Append("\n\n");
        if (command is CliCommand { Examples.Count: > 0 } shown)
            page.Append($"```sh\n{string.Join('\n', shown.Examples)}\n```\n\n");
        Symbol[] symbols = [.. command.Arguments, .. command.Options];
        if (symbols.Length > 0) WriteOptions(symbols, page);
        if (command is CliCommand own && own.ExitCodes != ExitMeaning.Usual)
        {
            if (symbols.Length > 0) page.Append('\n');
            WriteCodes(own.ExitCodes, page);
        }

        foreach (var child in command.Subcommands.Where(child => !child.Hidden)) Write(child, name, page);
    }

    private static void WriteCodes(IEnumerable<ExitMeaning> codes, StringBuilder page)
    {
        page.Append("| exit code | meaning |\n|---|---|\n");
        foreach (var (code, text) in codes) page.Append($"| {code} | {text} |\n");
    }

    private static void WriteOptions(IEnumerable<Symbol> symbols, StringBuilder page)
    {
        page.Append("| option | meaning | default |\n|---|---|---|\n");
        foreach (var symbol in symbols.Where(symbol => !symbol.Hidden))
            page.Append($"| {Name(symbol)} | {Cell(symbol.Description)} | {Default(symbol)} |\n");
    }

    private static string Name(Symbol symbol) => symbol switch
    {
        Option option => $"`{option.Name}{(option.HelpName is { } value ? $" {value}" : "")}`"
            + (option.Required ? " (required)" : ""),
        Argument { Arity.MinimumNumberOfValues: 0 } argument => $"`{argument.Name}` …",
        _ => $"`{symbol.Name}` (required)",
    };

    private static string Default(Symbol symbol) => symbol switch
    {
        // What it is here would be the machine of whoever wrote the page.
        Option<string> { Name: "--server" } => "",
        Option { HasDefaultValue: true } option => Value(option.GetDefaultValue()),
        _ => "",
    };

    private static string Value(object? value) => value is null or false or "" ? "" : $"`{value}`";

    private static string Cell(string? text) => (text ?? "").Replace("|", "\\|", StringComparison.Ordinal);
}
