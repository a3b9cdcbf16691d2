using System.Buffers;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>
/// How the next root record is found behind one that cannot be read, as far as a schema tells. Immutable. Where it
/// could be mistaken for something else it is not looked for: no fragment of a record ever becomes a message.
/// </summary>
internal sealed class NextRoot
{
    private NextRoot(FlatNode record) => Record = record;

    /// <summary>Why nobody can say where the next record begins, or null if one can.</summary>
    public string? WhyNot { get; private init; }

    /// <summary>The record whose delimiter stands between root records: the root or its only part.</summary>
    public FlatNode Record { get; }

    /// <summary>True if root records are of one length, so that the next begins where this one would end.</summary>
    public bool HasLength { get; private init; }

    /// <summary>True if the delimiter stands in front of a root record, and belongs to it; else it ends one.</summary>
    public bool IsInFront => Record.Order != ChildOrder.Postfix;

    /// <summary>The records with tags that a root begins with; empty if it begins behind each delimiter.</summary>
    public FlatNode[] Tagged { get; private init; } = [];

    /// <summary>True if a delimiter may be data in a wrapped value, or behind an escape character.</summary>
    public bool HasWraps { get; private init; }

    /// <summary>The wrap characters of the schema.</summary>
    public SearchValues<char> Wraps { get; private init; } = SearchValues.Create("");

    /// <summary>The escape characters of the schema.</summary>
    public SearchValues<char> Escapes { get; private init; } = SearchValues.Create("");

    /// <summary>The characters to stop at while the delimiter is looked for.</summary>
    public SearchValues<char> Stops { get; private init; } = SearchValues.Create("");

    /// <summary>What a wrapped value may stand behind: the delimiters and tags of the schema.</summary>
    public string[] Fronts { get; private init; } = [];

    /// <summary>What a schema tells.</summary>
    /// <param name="grammar">The body.</param>
    /// <param name="hasTrailer">True if something follows the last body.</param>
    public static NextRoot Of(FlatGrammar grammar, bool hasTrailer)
    {
        var root = grammar.Root;
        if (root.Kind == NodeKind.Positional)
            return root.IsVariable || grammar.EndsEarly || root.Extent == 0
                ? No(root, $"the record {root.Name} has no delimiter and no fixed length")
                : new NextRoot(root) { HasLength = true };
        var record = root;
        while (record is { Kind: NodeKind.Delimited, Delimiter.Length: 0, Children: [{ Min: 1, Max: 1 } only] }
            && only.Kind == NodeKind.Delimited) record = only;
        return WhyNotOf(grammar, record, hasTrailer) is { } why ? No(record, why) : ByDelimiter(root, record);
    }

    private static NextRoot No(FlatNode record, string why) => new(record) { WhyNot = why };

    private static NextRoot ByDelimiter(FlatNode root, FlatNode record)
    {
        var all = Below(root).Prepend(root).ToList();
        var tagged = PartsMax(record) == 1 ? [] : FirstOf(root);
        if (tagged is null)
            return No(record, $"the record {root.Name} has several parts and does not begin with a tag of its own");
        char[] wraps = [.. all.Select(node => node.Wrap).Where(c => c != FlatNode.None).Distinct()];
        char[] escapes = [.. all.Select(node => node.Escape).Where(c => c != FlatNode.None).Distinct()];
        return new NextRoot(record)
        {
            Tagged = tagged,
            HasWraps = wraps.Length + escapes.Length > 0,
            Wraps = SearchValues.Create(wraps),
            Escapes = SearchValues.Create(escapes),
            Stops = SearchValues.Create([record.Delimiter[0], .. wraps, .. escapes]),
            Fronts = [.. all.SelectMany(TextsOf).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)],
        };
    }

    private static string? WhyNotOf(FlatGrammar grammar, FlatNode record, bool hasTrailer)
    {
        var root = grammar.Root;
        string delimiter = record.Delimiter;
        if (record.Kind != NodeKind.Delimited || delimiter.Length == 0)
            return $"the record {root.Name} has no delimiter";
        if (record.Order != ChildOrder.Postfix && (record != root || hasTrailer))
            return $"the delimiter of the record {record.Name} does not end it";
        if (record.Order == ChildOrder.Infix && !grammar.BreaksInfixRoot)
            return $"behind the infix record {root.Name} no other may follow";
        if (record is { Order: ChildOrder.Prefix, Tag.Length: > 0 })
            return $"the tag of the record {record.Name} stands in front of its delimiter";
        return Below(record).SelectMany(TextsOf).Any(text => text.Contains(delimiter, StringComparison.Ordinal))
            ? $"the delimiter of the record {record.Name} is also one inside of it"
            : null;
    }

    private static IEnumerable<string> TextsOf(FlatNode node) => [node.Delimiter, node.RepeatingDelimiter, node.Tag];

    private static IEnumerable<FlatNode> Below(FlatNode node) =>
        node.Children.SelectMany(child => Below(child).Prepend(child));

    // How many parts, delimiters between them, it has at most.
    private static long PartsMax(FlatNode node)
    {
        long parts = 0;
        foreach (var child in node.Children)
        {
            long each = (child.IsGroup ? PartsMax(child) : 1) * child.Max;
            parts = Math.Min(node.Kind == NodeKind.Choice ? Math.Max(parts, each) : parts + each, int.MaxValue);
        }

        return parts;
    }

    // The tagged records that it must begin with, if nothing else in it looks like one of them; or null.
    private static FlatNode[]? FirstOf(FlatNode root)
    {
        var first = root;
        while (first.Tag.Length == 0 && first.Kind != NodeKind.Choice)
        {
            if (first.Children is not [{ Min: 1, Max: 1 } next, ..] || next.Kind == NodeKind.Field) return null;
            first = next;
        }

        FlatNode[] tagged = first.Tag.Length > 0 ? [first] : first.Children;
        bool isSure = tagged.All(node => node.IsRecord && node.Tag.Length > 0) && Below(root).Prepend(root)
            .Where(node => node.Tag.Length > 0 && !tagged.Contains(node))
            .All(other => !tagged.Any(node => other.Tag.StartsWith(node.Tag, StringComparison.Ordinal)));
        return isSure ? tagged : null;
    }
}
