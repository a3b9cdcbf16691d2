namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Works out what the nodes of a tree mean for each other: what ends a field, what may follow what.</summary>
internal static class GrammarLinks
{
    private const int RivalsMax = 500;

    /// <summary>Adds the links of a whole tree.</summary>
    /// <param name="root">The root.</param>
    /// <param name="breaks">True if another root may follow behind the root's delimiter.</param>
    public static void Add(FlatNode root, bool breaks)
    {
        Place(root, null);
        AddTo(root, [], breaks);
    }

    private static void Place(FlatNode node, FlatNode? parent)
    {
        node.Parent = parent;
        node.Owner = node.IsRecord ? node : parent!.Owner;
        for (int i = 0; i < node.Children.Length; i++)
        {
            var child = node.Children[i];
            Place(child, node);
            child.Index = i;
            if (child.IsAttribute) node.LastAttribute = i;
        }

        if (node.IsRecord)
        {
            node.Leaves = [.. LeavesOf(node)];
            for (int i = 0; i < node.Leaves.Length; i++) node.Leaves[i].LeafIndex = i;
        }

        node.CanBeEmpty = node.Kind switch
        {
            NodeKind.Field => false,
            NodeKind.Choice => node.Children.Any(IsOptional),
            _ => node.Tag.Length == 0 && node.Children.All(IsOptional),
        };
        AddExtent(node);
    }

    private static IEnumerable<FlatNode> LeavesOf(FlatNode node) =>
        node.Children.SelectMany(child => child.IsGroup ? LeavesOf(child) : [child]);

    private static bool IsOptional(FlatNode node) => node.Min == 0 || node.CanBeEmpty;

    private static void AddExtent(FlatNode node)
    {
        if (node.Kind == NodeKind.Field)
        {
            node.Extent = (long)node.Offset + node.Length;
            return;
        }

        var sizes = node.Children.Select(child => child.Extent * Math.Max(child.Min, child.Max == 1 ? 1 : 0));
        node.Extent = node.Kind == NodeKind.Choice ? node.Children.Min(child => child.Extent) : sizes.Sum();
        node.IsVariable = node.Kind == NodeKind.Choice
            || node.Children.Any(child => child.Min != child.Max || child.IsVariable);
    }

    private static void AddTo(FlatNode node, string[] outer, bool breaks)
    {
        if (node.Kind == NodeKind.Field)
        {
            node.Ends = TerminatorSet.Of(EndsOf(node, outer, breaks), node.Owner.Escape);
        }
        else if (node.IsRecord)
        {
            node.Outer = TerminatorSet.Of(outer, FlatNode.None);
            string[] next = node.Delimiter.Length > 0 ? [.. outer, node.Delimiter] : [.. outer, .. TagsIn(node)];
            foreach (var child in node.Children) AddTo(child, Distinct(next), breaks);
        }
        else
        {
            foreach (var child in node.Children) AddTo(child, outer, breaks);
        }

        if (node.Parent is null) return;
        node.RequiredAfter = RequiredAfter(node);
        node.HasUntaggedAfter = Later(node).Any(later => !IsTagged(later));
        node.Rivals = [.. RivalsOf(node).Where(rival => rival.Tag.Length > 0).Distinct().Take(RivalsMax)];
        if (node.Tag.Length > 0)
            node.LongerTags =
            [
                .. node.Rivals.Concat(node.Parent.Children).Select(other => other.Tag)
                    .Where(tag => tag.Length > node.Tag.Length && tag.StartsWith(node.Tag, StringComparison.Ordinal))
                    .Distinct(StringComparer.Ordinal),
            ];
    }

    private static string[] Distinct(string[] texts) => [.. texts.Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> TagsIn(FlatNode record) => record.Children.SelectMany(FirstOf)
        .Where(node => node is { Kind: NodeKind.Delimited, Tag.Length: > 0 }).Select(node => node.Tag);

    // The delimiters of all records around it, for a missing one is told where it is missing; its own record's only
    // where it may come, for elsewhere it is data.
    private static IEnumerable<string> EndsOf(FlatNode field, IReadOnlyList<string> outer, bool breaks)
    {
        var owner = field.Owner;
        string own = owner.Delimiter;
        bool mayFollow = owner.Order == ChildOrder.Postfix || field.Max > 1 || Later(field).Any()
            || (breaks && owner.Parent is null);
        if (own.Length > 0 && mayFollow) yield return own;
        if (field.Max > 1 && owner.RepeatingDelimiter.Length > 0) yield return owner.RepeatingDelimiter;
        foreach (string other in own.Length > 0 ? owner.Outer.Texts : outer) yield return other;
    }

    // What may come behind a node in the same record.
    private static IEnumerable<FlatNode> Later(FlatNode node)
    {
        for (var at = node; at.Parent is { } parent; at = parent)
        {
            if (parent.Kind != NodeKind.Choice)
                for (int i = at.Index + 1; i < parent.Children.Length; i++) yield return parent.Children[i];
            if (parent.IsRecord) yield break;
            if (parent.Max > 1)
                foreach (var child in parent.Children) yield return child;
        }
    }

    private static int RequiredAfter(FlatNode node)
    {
        long count = 0;
        for (var at = node; at.Parent is { } parent; at = parent)
        {
            if (parent.Kind != NodeKind.Choice)
                for (int i = at.Index + 1; i < parent.Children.Length; i++) count += Pieces(parent.Children[i], node);
            if (parent.IsRecord) break;
        }

        return (int)Math.Min(count, int.MaxValue);
    }

    // How many pieces between the delimiters of the same record a required node takes.
    private static long Pieces(FlatNode node, FlatNode from)
    {
        if (node.Min == 0 || node.CanBeEmpty) return 0;
        bool isShared = node.Kind == NodeKind.Delimited && node.Delimiter == from.Parent!.Owner.Delimiter;
        long each = node.Kind switch
        {
            NodeKind.Sequence => node.Children.Sum(child => Pieces(child, from)),
            NodeKind.Delimited when isShared => Math.Max(1, node.Children.Sum(child => Pieces(child, from))),
            _ => 1,
        };
        return Math.Min(each * node.Min, int.MaxValue);
    }

    // Behind the record that a node is in, only what the same delimiter separates may come where the node would.
    private static IEnumerable<FlatNode> RivalsOf(FlatNode node)
    {
        string delimiter = node.Parent!.Owner.Delimiter;
        for (var at = node; at.Parent is { } parent; at = parent)
        {
            for (int i = at.Index + 1; i < parent.Children.Length && parent.Kind != NodeKind.Choice; i++)
                foreach (var first in FirstOf(parent.Children[i])) yield return first;
            if (parent is { IsRecord: true, Parent: { } above } && delimiter.Length > 0
                && above.Owner.Delimiter != delimiter) yield break;
        }
    }

    // What a node may begin with.
    private static IEnumerable<FlatNode> FirstOf(FlatNode node)
    {
        if (node.Kind == NodeKind.Field || node.Tag.Length > 0)
        {
            yield return node;
            yield break;
        }

        foreach (var child in node.Children)
        {
            foreach (var first in FirstOf(child)) yield return first;
            if (node.Kind != NodeKind.Choice && !IsOptional(child)) yield break;
        }
    }

    private static bool IsTagged(FlatNode node) => node.Kind switch
    {
        NodeKind.Field => false,
        NodeKind.Delimited or NodeKind.Positional => node.Tag.Length > 0,
        NodeKind.Sequence => node.Children.Length > 0 && IsTagged(node.Children[0]) && node.Children[0].Min > 0,
        _ => node.Children.All(IsTagged),
    };
}
