using System.Xml;
using System.Xml.Schema;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>One schema file as it was read, before anything is resolved.</summary>
/// <param name="Path">Its path in the package.</param>
/// <param name="Schema">What it says.</param>
internal sealed record SchemaFile(string Path, XmlSchema Schema)
{
    /// <summary>The namespace of BizTalk's annotations.</summary>
    public const string BizTalkNamespace = "http://schemas.microsoft.com/BizTalk/2003";

    /// <summary>The namespace that it describes; empty for none.</summary>
    public string Namespace => Schema.TargetNamespace ?? "";

    /// <summary>True if it declares properties and not documents.</summary>
    public bool IsPropertySchema => SchemaInfo("schema_type") == "property";

    /// <summary>True if it says that it describes envelopes.</summary>
    public bool IsEnvelope => SchemaInfo("is_envelope") is { } value
        && (value.Equals("yes", StringComparison.OrdinalIgnoreCase)
            || value.Equals("true", StringComparison.OrdinalIgnoreCase));

    /// <summary>The one root that is meant where several elements are declared, or null.</summary>
    public string? RootReference => SchemaInfo("root_reference") is { Length: > 0 } root ? root : null;

    /// <summary>The other files that it names.</summary>
    public IEnumerable<XmlSchemaExternal> Externals => Schema.Includes.OfType<XmlSchemaExternal>();

    /// <summary>The prefixes of property schemas: prefix, namespace, and where it says that they are.</summary>
    public IEnumerable<(string Prefix, string Namespace, string Location)> PropertyNamespaces =>
        from imports in Annotations("imports")
        from entry in imports.ChildNodes.OfType<XmlElement>()
        where entry is { LocalName: "namespace", NamespaceURI: BizTalkNamespace }
        select (entry.GetAttribute("prefix"), entry.GetAttribute("uri"), entry.GetAttribute("location"));

    /// <summary>The elements of BizTalk's namespace in the annotations of an element or schema.</summary>
    public static IEnumerable<XmlElement> AnnotationsOf(XmlSchemaAnnotation? annotation, string name) =>
        from info in annotation?.Items.OfType<XmlSchemaAppInfo>() ?? []
        from element in (info.Markup ?? []).OfType<XmlElement>()
        where element.LocalName == name && element.NamespaceURI == BizTalkNamespace
        select element;

    private string? SchemaInfo(string attribute) =>
        Annotations("schemaInfo").Select(info => info.GetAttribute(attribute))
            .FirstOrDefault(value => value.Length > 0);

    private IEnumerable<XmlElement> Annotations(string name) =>
        Schema.Items.OfType<XmlSchemaAnnotation>().SelectMany(annotation => AnnotationsOf(annotation, name));
}
