using System.Text.RegularExpressions;

namespace Viaduct.Tidy.Rules;

/// <summary>Documents name only what exists.</summary>
internal sealed partial class DocumentsRule : IRule
{
    private static readonly string[] Roots = ["src/", "test/", "docs/", "eng/", "bench/", "samples/", "console/", "./"];

    /// <inheritdoc/>
    public string Name => "documents";

    /// <inheritdoc/>
    public string Why => "A page that names what is gone teaches the reader not to trust the others.";

    /// <inheritdoc/>
    public string Fix => "Name the file that is there now, or remove the sentence.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where file.IsDocument && file.Name != "CHANGELOG.md"
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        from name in Names(line.Text).Distinct()
        where !Resolves(tree, file, name)
        select new Finding(file.Path, line.Number, $"{name} does not exist", name);

    private static IEnumerable<string> Names(string line) =>
        CodeFont().Matches(line).SelectMany(code => code.Groups[1].Value.Split(' '))
            .Where(word => Roots.Any(word.StartsWith) || TypeFile().IsMatch(word))
            .Concat(Links().Matches(line).Select(link => link.Groups[1].Value).Where(IsLocal))
            .Select(word => word.Split('#')[0].TrimEnd(',', ';', ':', ')', '.'))
            .Where(word => word.Length > 0);

    private static bool IsLocal(string link) => !link.Contains(':') && !link.StartsWith('#');

    // As seen from the root, or from the document's own folder; a bare X.cs may lie anywhere.
    private static bool Resolves(SourceTree tree, SourceFile document, string name)
    {
        var wanted = new[] { name, $"{document.Folder}/{name}" }.Select(Normal).ToList();
        return name.Contains('*')
            ? wanted.Exists(path => tree.Files.Any(file => Glob(path).IsMatch(file.Path)))
            : wanted.Exists(path => path.Length == 0 || tree.Exists(path))
                || (TypeFile().IsMatch(name) && tree.Files.Any(file => file.Name == name));
    }

    private static string Normal(string path) => Path.GetFullPath("/" + path).Trim('/');

    private static Regex Glob(string pattern) =>
        new("^" + Regex.Escape(pattern).Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*") + "(/.*)?$");

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeFont();

    [GeneratedRegex(@"^[A-Z]\w*\.cs$")]
    private static partial Regex TypeFile();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
