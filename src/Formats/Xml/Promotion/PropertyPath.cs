namespace Viaduct.Formats.Xml.Promotion;

/// <summary>Where a property stands in a document: an absolute path of steps, the subset of XPath that can be matched
/// while the document streams by.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Steps">From the root; at least one, and only the last may be an attribute.</param>
internal sealed record PropertyPath(string Text, IReadOnlyList<PathStep> Steps)
{
    /// <summary>The most steps of a path.</summary>
    public const int StepsMax = 256;
}
