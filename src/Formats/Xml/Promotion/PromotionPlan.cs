using Viaduct.Core.Messages;

namespace Viaduct.Formats.Xml.Promotion;

/// <summary>All properties to take out of documents of one type, as one tree of steps. Immutable once built.</summary>
internal sealed class PromotionPlan
{
    private PromotionPlan(PathNode root, int nodes, int depth, IReadOnlyCollection<PropertyKey> promoted) =>
        (Root, Nodes, Depth, Promoted) = (root, nodes, depth, promoted);

    /// <summary>The document itself; the root element is below it.</summary>
    public PathNode Root { get; }

    /// <summary>How many steps the tree has.</summary>
    public int Nodes { get; }

    /// <summary>The deepest element of any path.</summary>
    public int Depth { get; }

    /// <summary>The properties that it promotes.</summary>
    public IReadOnlyCollection<PropertyKey> Promoted { get; }

    /// <summary>Builds the tree; null if there is nothing to take.</summary>
    public static PromotionPlan? Build(IReadOnlyCollection<(PropertyPath Path, PlannedProperty Property)> properties)
    {
        if (properties.Count == 0) return null;
        var root = new PathNode(default, 0);
        int nodes = 1;
        int depth = 0;
        foreach (var (path, property) in properties)
        {
            var node = root;
            foreach (var step in path.Steps)
            {
                var siblings = step.IsAttribute ? node.Attributes : node.Elements;
                var next = siblings.Find(sibling => sibling.Step == step);
                if (next is null) siblings.Add(next = new PathNode(step, nodes++));
                node = next;
            }

            node.Properties.Add(property);
            depth = Math.Max(depth, path.Steps.Count);
        }

        var promoted = properties.Where(planned => planned.Property.Promoted).Select(planned => planned.Property.Key);
        return new PromotionPlan(root, nodes, depth, [.. promoted]);
    }
}
