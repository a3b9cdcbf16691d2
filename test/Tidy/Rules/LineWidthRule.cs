namespace Viaduct.Tidy.Rules;

/// <summary>Lines fit beside each other on a screen.</summary>
internal sealed class LineWidthRule : IRule
{
    private const int WidthMax = 120;
    private static readonly string[] Endings = [".cs", ".sql", ".sh", ".csproj", ".props", ".targets", ".ts", ".tsx"];

    /// <inheritdoc/>
    public string Name => "line-width";

    /// <inheritdoc/>
    public string Why => $"Two files of at most {WidthMax} characters a line can be read side by side.";

    /// <inheritdoc/>
    public string Fix => "Break the line where the thought breaks.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where Endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal))
        from line in file.Lines.Select((text, index) => (Text: text.TrimEnd('\r'), Number: index + 1))
        where line.Text.Length > WidthMax && !IsOneLink(line.Text)
        select new Finding(file.Path, line.Number, $"{line.Text.Length} characters");

    // A link cannot be broken.
    private static bool IsOneLink(string line) => line.Contains("://", StringComparison.Ordinal)
        && line.Split(' ').Any(word => word.Contains("://", StringComparison.Ordinal) && word.Length > WidthMax / 2);
}
