using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Json.Promotion;

/// <summary>All properties to take out of documents by pointers, as one tree. Immutable once built.</summary>
internal sealed class PointerPlan
{
    private PointerPlan(PointerNode root, IReadOnlyCollection<PropertyKey> promoted) =>
        (Root, Promoted) = (root, promoted);

    /// <summary>The whole document.</summary>
    public PointerNode Root { get; }

    /// <summary>The properties that it promotes.</summary>
    public IReadOnlyCollection<PropertyKey> Promoted { get; }

    /// <summary>Builds the tree; null if there is nothing to take.</summary>
    /// <exception cref="ComponentConfigurationException">A pointer is none.</exception>
    public static PointerPlan? Build(IReadOnlyCollection<ConfiguredPromotion> promotions)
    {
        if (promotions.Count == 0) return null;
        var root = new PointerNode();
        foreach (var promotion in promotions)
        {
            var node = root;
            foreach (string token in Parse(promotion))
            {
                if (!node.Below.TryGetValue(token, out var next)) node.Below.Add(token, next = new PointerNode());
                node = next;
            }

            node.Properties.Add(new PlannedProperty(
                promotion.Key, promotion.Kind, promotion.Promoted, promotion.Path));
        }

        return new PointerPlan(root, [.. promotions.Where(one => one.Promoted).Select(one => one.Key)]);
    }

    private static IReadOnlyList<string> Parse(ConfiguredPromotion promotion)
    {
        try
        {
            return JsonPointer.Parse(promotion.Path);
        }
        catch (FormatException e)
        {
            throw new ComponentConfigurationException(
                $"json: the pointer '{promotion.Path}' of the property {promotion.Key} cannot be followed: "
                    + $"{e.Message}.",
                inner: e);
        }
    }
}
