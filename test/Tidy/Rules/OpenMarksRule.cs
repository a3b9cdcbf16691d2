using System.Text.RegularExpressions;

namespace Viaduct.Tidy.Rules;

/// <summary>No promises in comments, no code that is not there.</summary>
internal sealed partial class OpenMarksRule : IRule
{
    /// <inheritdoc/>
    public string Name => "open-marks";

    /// <inheritdoc/>
    public string Why => "A mark in the code is a promise that nobody tracks, or a gap that a user falls into.";

    /// <inheritdoc/>
    public string Fix => "Do it, or open an issue and leave the feature out.";

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(SourceTree tree) =>
        from file in tree.Files
        where !file.IsUnder("test/Tidy")
        from line in file.Lines.Select((text, index) => (Text: text, Number: index + 1))
        let mark = Marks().Match(line.Text)
        where mark.Success
        select new Finding(file.Path, line.Number, mark.Value);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Marks();
}
