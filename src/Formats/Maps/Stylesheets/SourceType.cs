using System.Text.RegularExpressions;
using System.Xml.Linq;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>
/// Finds which type of document a stylesheet takes, from the root elements that it names: in the patterns of its
/// templates, else in what the template of the root selects.
/// </summary>
internal static partial class SourceType
{
    /// <summary>The message type, or why it cannot be told.</summary>
    public static (string? MessageType, string Why) Of(XDocument stylesheet)
    {
        var root = stylesheet.Root!;
        if (root.Name.NamespaceName != StylesheetFiles.Xslt) return Choose(AbsoluteSelections(root));
        var templates = root.Elements(XName.Get("template", StylesheetFiles.Xslt)).ToList();
        var patterns = templates.SelectMany(t => Alternatives(t, "match")).ToList();
        var entry = templates.Where(t => Alternatives(t, "match").Any(p => p.Text == "/")).ToList();
        foreach (var candidates in new[]
        {
            patterns.Select(p => Absolute(p.Element, p.Text)),
            entry.SelectMany(AbsoluteSelections),
            entry.SelectMany(RelativeSelections),
            templates.SelectMany(AbsoluteSelections),
        })
        {
            var found = Choose(candidates);
            if (found.MessageType is not null || found.Why.Length > 0) return found;
        }

        var single = Choose(patterns.Select(p => Relative(p.Element, p.Text)));
        return single.MessageType is null
            ? (null, "no template matches the root element of a document.")
            : single;
    }

    private static (string? MessageType, string Why) Choose(IEnumerable<DocumentType?> candidates)
    {
        var found = candidates.OfType<DocumentType>().Distinct().Take(3).ToList();
        return found.Count switch
        {
            0 => (null, ""),
            1 => (found[0].MessageType, ""),
            _ => (null, $"it fits several, among them {found[0].MessageType} and {found[1].MessageType}."),
        };
    }

    private static IEnumerable<(XElement Element, string Text)> Alternatives(XElement element, string attribute) =>
        (element.Attribute(attribute)?.Value ?? "").Split('|', StringSplitOptions.TrimEntries)
        .Where(text => text.Length > 0).Select(text => (element, text));

    private static IEnumerable<DocumentType?> AbsoluteSelections(XElement template) =>
        Selections(template).SelectMany(e => Alternatives(e, "select")).Select(p => Absolute(p.Element, p.Text));

    // Only what is evaluated at the root itself: not within a loop.
    private static IEnumerable<DocumentType?> RelativeSelections(XElement template) =>
        Selections(template)
            .Where(e => !e.Ancestors(XName.Get("for-each", StylesheetFiles.Xslt)).Any())
            .SelectMany(e => Alternatives(e, "select")).Select(p => Relative(p.Element, p.Text));

    private static IEnumerable<XElement> Selections(XElement element) => element.DescendantsAndSelf().Where(
        e => e.Name.NamespaceName == StylesheetFiles.Xslt && e.Attribute("select") is not null);

    private static DocumentType? Absolute(XElement element, string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) ? Relative(element, path[1..]) : null;

    private static DocumentType? Relative(XElement element, string path)
    {
        var any = AnyNamed().Match(path);
        if (any.Success) return new DocumentType(any.Groups["ns"].Value, any.Groups["name"].Value);
        var step = Step().Match(path);
        if (!step.Success) return null;
        string prefix = step.Groups["prefix"].Value;
        string? ns = prefix.Length == 0 ? "" : element.GetNamespaceOfPrefix(prefix)?.NamespaceName;
        return ns is null ? null : new DocumentType(ns, step.Groups["name"].Value);
    }

    [GeneratedRegex(
        @"^(child::)?((?<prefix>[\p{L}_][\w.-]*):)?(?<name>[\p{L}_][\w.-]*)($|[/\[])", RegexOptions.ExplicitCapture)]
    private static partial Regex Step();

    [GeneratedRegex(
        @"^\*\[local-name\(\) *= *['""](?<name>[^'""]+)['""] and namespace-uri\(\) *= *['""](?<ns>[^'""]*)['""]\]",
        RegexOptions.ExplicitCapture)]
    private static partial Regex AnyNamed();
}
