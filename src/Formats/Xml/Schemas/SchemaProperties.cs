using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Reads what the annotations of a root element promote and distinguish.</summary>
/// <param name="files">Where the files are.</param>
/// <param name="types">The types of properties; null where they do not matter, and all are text.</param>
internal sealed class SchemaProperties(SchemaFiles files, PropertySchemas? types)
{
    private const string DistinguishedNamespace = "http://schemas.microsoft.com/BizTalk/2003/btsDistinguishedFields";

    /// <summary>The properties of documents with this root.</summary>
    /// <exception cref="ComponentConfigurationException">An annotation cannot be followed.</exception>
    public IEnumerable<(PropertyPath Path, PlannedProperty Property)> Of(XmlSchemaElement root)
    {
        string file = root.SourceUri ?? "";
        var prefixes = new Dictionary<string, (string Namespace, string Location)>(StringComparer.Ordinal);
        return
            from properties in SchemaFile.AnnotationsOf(root.Annotation, "properties")
            from property in properties.ChildNodes.OfType<XmlElement>()
            where property is { LocalName: "property", NamespaceURI: SchemaFile.BizTalkNamespace }
            select Read(property, new Source(root, file, prefixes));
    }

    private (PropertyPath Path, PlannedProperty Property) Read(XmlElement property, Source source)
    {
        string xpath = property.GetAttribute("xpath");
        var path = PathOf(xpath, source.File, source.Line);
        if (RepetitionCheck.RepeatedOn(source.Root, path) is { } repeated)
            throw new ComponentConfigurationException(
                $"The element '{repeated}' on the path {xpath} can occur more than once, so its value is not one "
                    + "property. Promote something that occurs once, or promote it in the application (promote: of "
                    + "the property): there the first occurrence is taken.",
                source.File,
                source.Line);
        if (IsTrue(property.GetAttribute("distinguished")))
            return (path, new PlannedProperty(
                PropertyKey.Get(DistinguishedNamespace, xpath), PropertyValueKind.String, false, xpath));
        var (ns, location, name) = NameOf(property, source);
        var kind = types?.KindOf(ns, name, location, source.File, source.Line) ?? PropertyValueKind.String;
        return (path, new PlannedProperty(PropertyKey.Get(ns, name), kind, true, xpath));
    }

    /// <summary>Reads the path of a property.</summary>
    /// <exception cref="ComponentConfigurationException">It is none that can be matched.</exception>
    public static PropertyPath PathOf(string xpath, string? file, int? line)
    {
        try
        {
            return PropertyPathParser.Parse(xpath);
        }
        catch (FormatException e)
        {
            throw new ComponentConfigurationException(
                $"The path '{xpath}' of a property cannot be followed: {e.Message}.", file, line, e);
        }
    }

    private (string Namespace, string Location, string Name) NameOf(XmlElement property, Source source)
    {
        string[] parts = property.GetAttribute("name").Split(':', 2);
        string prefix = parts.Length == 2 ? parts[0] : "";
        string name = parts[^1];
        if (source.Prefixes.Count == 0)
            foreach (var entry in files.Parse(source.File).PropertyNamespaces)
                source.Prefixes[entry.Prefix] = (entry.Namespace, entry.Location);
        if (name.Length > 0 && source.Prefixes.TryGetValue(prefix, out var found))
            return (found.Namespace, found.Location, name);
        string ns = property.GetNamespaceOfPrefix(prefix);
        if (name.Length > 0 && prefix.Length > 0 && ns.Length > 0) return (ns, "", name);
        throw new ComponentConfigurationException(
            $"The prefix of the promoted property '{property.GetAttribute("name")}' is not declared: add its property "
                + "schema to the b:imports annotation of the schema.",
            source.File,
            source.Line);
    }

    private static bool IsTrue(string value) =>
        value.Equals("true", StringComparison.OrdinalIgnoreCase)
            || value.Equals("yes", StringComparison.OrdinalIgnoreCase);

    private sealed record Source(
        XmlSchemaElement Root, string File, Dictionary<string, (string Namespace, string Location)> Prefixes)
    {
        public int Line => Root.LineNumber;
    }
}
