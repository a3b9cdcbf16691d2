using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Json.Promotion;

/// <summary>A step that several pointers may share, with what follows it.</summary>
internal sealed class PointerNode
{
    /// <summary>What is below, by name or number.</summary>
    public Dictionary<string, PointerNode> Below { get; } = new(StringComparer.Ordinal);

    /// <summary>What the value here becomes.</summary>
    public List<PlannedProperty> Properties { get; } = [];

    /// <summary>The property below with this name.</summary>
    public PointerNode? Find(string name) => Below.GetValueOrDefault(name);

    /// <summary>The item below with this number.</summary>
    public PointerNode? Find(int index)
    {
        foreach (var (token, node) in Below)
            if (JsonPointer.IsIndex(token, index)) return node;
        return null;
    }
}
