namespace Viaduct.Tidy.Rules;

/// <summary>Source files stay short.</summary>
internal sealed class FileLengthRule : IRule
{
    private const int LinesMax = 400;
    private static readonly string[] Endings = [".cs", ".sql", ".sh", ".ts", ".tsx"];

    /// <inheritdoc/>
    public string Name => "file-length";

    /// <inheritdoc/>
    public string Why => $"A file of more than {LinesMax} lines holds more than one idea; 150 is the aim.";

    /// <inheritdoc/>
    public string Fix => "Give the second idea a type and a file of its own.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where Endings.Any(ending => file.Path.EndsWith(ending, StringComparison.Ordinal)) && file.LineCount > LinesMax
        select new Finding(file.Path, 0, $"{file.LineCount} lines");
}
