using System.Text.RegularExpressions;

namespace Viaduct.Tidy.Rules;

/// <summary>One noun for one thing, in code, tables, documents and messages.</summary>
internal sealed partial class WordsRule : IRule
{
    private static readonly (string Pattern, string Instead)[] Words =
    [
        ("cursors?", "progress (of a reader)"),
        ("queue tables?", "log, lane, open item"),
        ("work queues?", "message box"),
        ("retry queues?", "open item"),
        ("partner adapters?", "adapter"),
        ("dead ?letters?( queues?)?", "suspended message"),
        ("poison messages?", "suspended message"),
        ("message bus", "message box"),
        ("leader elections?", "lease"),
        ("middlewares?", "component, stage"),
        ("worker nodes?", "server"),
        ("white ?lists?", "allow-list"),
        ("black ?lists?", "deny-list"),
        ("slaves?", "standby"),
    ];

    private static readonly (Regex Pattern, string Instead)[] Compiled =
    [
        .. Words.Select(word => (new Regex($@"\b{word.Pattern}\b", RegexOptions.IgnoreCase), word.Instead)),
    ];

    private static readonly string[] Endings = [".cs", ".sql", ".md", ".yaml", ".yml", ".sh", ".ts", ".tsx"];

    /// <inheritdoc/>
    public string Name => "words";

    /// <inheritdoc/>
    public string Why => "Two words for one thing make a reader look for the second thing.";

    /// <inheritdoc/>
    public string Fix => "Use the word of the design instead.";

    // Decisions name what was not chosen; the history names what was.
    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where Endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
        where !file.IsUnder("docs/adr") && !file.IsUnder("test/Tidy") && file.Name != "CHANGELOG.md"
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        let split = WordStarts().Replace(line.Text, " ")
        from word in Compiled
        let match = word.Pattern.Match(split)
        where match.Success
        select new Finding(file.Path, line.Number, $"'{match.Value}' (say: {word.Instead})", match.Value);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|_")]
    private static partial Regex WordStarts();
}
