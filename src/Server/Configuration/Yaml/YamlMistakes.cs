using YamlDotNet.Core;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>Says in our words what the YAML library found.</summary>
internal static class YamlMistakes
{
    private const string Quotes =
        "Put a value in quotes if it contains \": \" or \" #\" or begins with one of \" ' * & ! % @ ` { [ | >.";

    private const string Indent = "Indent with spaces, the keys of one level by the same number, and never with tabs.";

    /// <summary>Adds the problem that an exception stands for.</summary>
    /// <param name="exception">What the library threw.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="place">Where the library found it.</param>
    /// <param name="problems">Gets the problem.</param>
    public static void Explain(
        YamlException exception, string text, SourcePlace place, ConfigurationProblems problems)
    {
        string[] lines = text.Split('\n');
        int tab = Array.FindIndex(lines, IsIndentedByTab);
        if (tab >= 0)
        {
            int column = lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1;
            problems.Error(place with { Line = tab + 1, Column = column },
                "The line is indented with a tab.", "YAML indents with spaces only.", Indent);
            return;
        }

        if (place.Line >= 1 && place.Line <= lines.Length && HasBareVariable(lines[place.Line - 1]))
        {
            problems.Error(place, "The file is not YAML.",
                "Within { } and [ ] the braces of ${…} are taken for YAML's own.",
                "Put the value in quotes: \"${NAME}\".");
            return;
        }

        string why = exception.Message;
        string fix = Has(why, "tab") || Has(why, "expected '-'") || Has(why, "expected key") || Has(why, "indentation")
            ? $"{Indent} {Quotes}"
            : Quotes;
        if (Has(why, "end of stream")) fix = "Add the quote where the value ends.";
        if (Has(why, "unknown escape")) fix = "Write \\\\ for a backslash, or use single quotes: '…'.";
        problems.Error(place, "The file is not YAML.",
            IndentOf(lines, place.Line) ?? $"The reader of YAML says: {why}", fix);
    }

    // Says it in numbers if the line stands at the beginning of nothing that is open above it.
    private static string? IndentOf(string[] lines, int number)
    {
        if (number < 2 || number > lines.Length) return null;
        int indent = Spaces(lines[number - 1]);
        List<int> open = [];
        for (int i = number - 2; i >= 0 && (open.Count == 0 || open[^1] > 0); i--)
        {
            string line = lines[i].TrimEnd();
            int spaces = Spaces(line);
            if (spaces == line.Length || line[spaces] == '#' || (open.Count > 0 && spaces >= open[^1])) continue;
            if (line.AsSpan(spaces).StartsWith("- ")) open.Add(spaces + 2);
            open.Add(spaces);
        }

        if (open.Count == 0 || open.Contains(indent) || indent > open[0]) return null;
        return $"The line begins with {indent} spaces, and nothing above it does that is still open: there it is "
            + $"{string.Join(", ", open.Distinct())}.";
    }

    private static int Spaces(string line) => line.Length - line.AsSpan().TrimStart(' ').Length;

    private static bool IsIndentedByTab(string line)
    {
        int text = line.AsSpan().IndexOfAnyExcept(' ', '\t');
        return text > 0 && line[text] is not ('#' or '\r') && line.AsSpan(0, text).Contains('\t');
    }

    private static bool HasBareVariable(string line)
    {
        int at = line.IndexOf("${", StringComparison.Ordinal);
        return at > 0 && line[at - 1] is not ('"' or '\'') && line.AsSpan(0, at).IndexOfAny('{', '[') >= 0;
    }

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.Ordinal);
}
