using System.Xml;

namespace Viaduct.Formats.Json.Schemas;

/// <summary>What a schema lets stand in an element. Filled once; it may hold itself.</summary>
internal sealed class TypeShape
{
    private readonly Dictionary<string, ElementShape> _byName = new(StringComparer.Ordinal);
    private readonly List<ElementShape> _inOrder = [];
    private readonly Dictionary<string, AttributeShape> _attributes = new(StringComparer.Ordinal);

    /// <summary>How JSON writes the text; null if elements stand in it and no text.</summary>
    public ValueKind? Text { get; set; }

    /// <summary>True if it has neither elements nor attributes, so that JSON has its text alone.</summary>
    public bool IsSimple => Text is not null && _byName.Count == 0 && _attributes.Count == 0;

    /// <summary>The attributes by their names in JSON, without @.</summary>
    public IReadOnlyDictionary<string, AttributeShape> Attributes => _attributes;

    /// <summary>The elements by their names in JSON.</summary>
    public IReadOnlyDictionary<string, ElementShape> Elements => _byName;

    /// <summary>The same in the order in which they stand.</summary>
    public IReadOnlyList<ElementShape> InOrder => _inOrder;

    /// <summary>The element of a name in XML.</summary>
    public ElementShape? Find(string local, string ns) =>
        _byName.GetValueOrDefault(XmlConvert.DecodeName(local)!) is { } found && found.Namespace == ns ? found : null;

    /// <summary>Adds an element.</summary>
    /// <returns>False if there is one of that name.</returns>
    public bool TryAdd(ElementShape element)
    {
        _inOrder.Add(element);
        return _byName.TryAdd(XmlConvert.DecodeName(element.Local)!, element);
    }

    /// <summary>Adds an attribute.</summary>
    /// <returns>False if there is one of that name.</returns>
    public bool TryAdd(AttributeShape attribute) =>
        _attributes.TryAdd(XmlConvert.DecodeName(attribute.Local)!, attribute);
}
