using System.Xml;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Writing;

/// <summary>What the attributes of an element say about its value in JSON.</summary>
internal readonly record struct ElementMarks
{
    /// <summary>The kind of value that is said, or null.</summary>
    public FrameKind? Kind { get; init; }

    /// <summary>True if it is an item of an array.</summary>
    public bool IsItem { get; init; }

    /// <summary>The name that is said, or null.</summary>
    public string? Name { get; init; }

    /// <summary>True if there are attributes that are properties.</summary>
    public bool HasAttributes { get; init; }

    /// <summary>Reads the attributes of the element on which the parser stands.</summary>
    /// <exception cref="DocumentFaultException">One says something that is not known.</exception>
    public static ElementMarks Of(DocumentReader document)
    {
        var xml = document.Xml;
        if (!xml.HasAttributes || !xml.MoveToFirstAttribute()) return default;
        var marks = default(ElementMarks);
        do
        {
            if (xml.NamespaceURI == JsonXml.Namespace) marks = marks.With(document);
            else if (IsNil(xml)) marks = marks with { Kind = FrameKind.Null };
            else if (IsProperty(xml)) marks = marks with { HasAttributes = true };
        }
        while (xml.MoveToNextAttribute());
        xml.MoveToElement();
        return marks;
    }

    /// <summary>True if the attribute on which the parser stands is a property in JSON.</summary>
    public static bool IsProperty(XmlReader xml) =>
        xml.NamespaceURI is not (JsonXml.Namespace or JsonXml.Instance or JsonXml.Declarations);

    private static bool IsNil(XmlReader xml) =>
        xml is { NamespaceURI: JsonXml.Instance, LocalName: "nil", Value: "true" or "1" };

    private ElementMarks With(DocumentReader document)
    {
        var xml = document.Xml;
        return xml.LocalName switch
        {
            JsonXml.Name => this with { Name = xml.Value },
            JsonXml.Array when xml.Value is "true" or "1" => this with { IsItem = true },
            JsonXml.Array when xml.Value is "false" or "0" => this,
            JsonXml.Type => this with { Kind = KindOf(xml.Value) ?? throw Unknown(document) },
            _ => throw Unknown(document),
        };
    }

    private static FrameKind? KindOf(string type) => type switch
    {
        JsonXml.ObjectType => FrameKind.Object,
        JsonXml.ArrayType => FrameKind.Array,
        JsonXml.StringType => FrameKind.String,
        JsonXml.NumberType => FrameKind.Number,
        JsonXml.BooleanType => FrameKind.Boolean,
        JsonXml.NullType => FrameKind.Null,
        _ => null,
    };

    private static DocumentFaultException Unknown(DocumentReader document) => new(new Failure(
        FailureCodes.Invalid,
        $"The attribute {document.Xml.LocalName}=\"{Excerpt.Of(document.Xml.Value)}\" of the namespace "
            + $"{JsonXml.Namespace} is not known. Known are type (object, array, string, number, boolean, null), array "
            + "(true) and name: correct the map that makes the document.",
        document.Place));
}
