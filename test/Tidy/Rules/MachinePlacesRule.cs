using System.Text.RegularExpressions;

namespace Viaduct.Tidy.Rules;

/// <summary>Nothing depends on, or tells of, one machine.</summary>
internal sealed partial class MachinePlacesRule : IRule
{
    private const string CorpusFile = "test/Support/Corpus.cs";

    /// <inheritdoc/>
    public string Name => "machine-places";

    /// <inheritdoc/>
    public string Why => "A clone works in any folder of any machine; a path or host of one machine breaks the others.";

    /// <inheritdoc/>
    public string Fix => "Use a path relative to the repository, a temporary folder or a setting.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where !file.IsUnder("test/Tidy")
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        from place in Places(line.Text).Concat(Beside(file, line.Text)).Concat(Hosts(file, line.Text))
        select new Finding(file.Path, line.Number, place, place);

    private static IEnumerable<string> Places(string line) => OneMachine().Matches(line).Select(match => match.Value);

    // What lies beside the repository has one reader.
    private static IEnumerable<string> Beside(SourceFile file, string line) =>
        file.Path == CorpusFile ? [] : BesideRepository().Matches(line).Select(match => match.Value);

    // Lock files and feeds name the public registries and nothing else.
    private static IEnumerable<string> Hosts(SourceFile file, string line) =>
        file.Name is not (".npmrc" or "nuget.config" or "NuGet.Config" or "NuGet.config")
            && !(file.Name == "package-lock.json" && line.Contains("\"resolved\"", StringComparison.Ordinal))
            ? []
            : Host().Matches(line).Select(match => match.Groups[1].Value)
                .Where(host => host is not ("registry.npmjs.org" or "api.nuget.org"));

    [GeneratedRegex(@"(?<![\w.])/(work|root|home/\w+|Users/\w+)/|\b[A-Z]:\\Users\\")]
    private static partial Regex OneMachine();

    [GeneratedRegex(@"(?<!\w)(\.\./)*shared/(corpus|design|reference)\b")]
    private static partial Regex BesideRepository();

    [GeneratedRegex(@"https?://([^/""\s]+)")]
    private static partial Regex Host();
}
