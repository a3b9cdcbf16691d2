using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>The types of properties, as property schemas declare them.</summary>
internal sealed class PropertySchemas(SchemaFiles files)
{
    // BizTalk's own property schemas are part of the product, not of a package.
    private const string ProductNamespaces = "http://schemas.microsoft.com/BizTalk/";

    private readonly Dictionary<string, XmlSchemaSet?> _sets = new(StringComparer.Ordinal);

    /// <summary>How the text of a property is read.</summary>
    /// <param name="ns">The namespace of its schema.</param>
    /// <param name="name">The name of the property.</param>
    /// <param name="location">Where the schema is said to be: a path, or a type name.</param>
    /// <param name="from">The file that promotes it.</param>
    /// <param name="line">The line there.</param>
    /// <exception cref="ComponentConfigurationException">There is no such schema or property.</exception>
    public PropertyValueKind KindOf(string ns, string name, string location, string from, int line)
    {
        if (!_sets.TryGetValue(ns, out var set)) _sets.Add(ns, set = Find(ns, location, from, line));
        if (set is null) return PropertyValueKind.String;
        return set.GlobalElements[new XmlQualifiedName(name, ns)] is XmlSchemaElement element
            ? KindOf(element.ElementSchemaType?.TypeCode ?? XmlTypeCode.None)
            : throw new ComponentConfigurationException(
                $"The property schema of '{ns}' declares no property '{name}'. Add it there, or correct the name.",
                from,
                line);
    }

    /// <summary>How the text of a type of XML Schema is read.</summary>
    public static PropertyValueKind KindOf(XmlTypeCode type) => type switch
    {
        XmlTypeCode.Boolean => PropertyValueKind.Boolean,
        XmlTypeCode.Decimal or XmlTypeCode.Float or XmlTypeCode.Double => PropertyValueKind.Number,
        >= XmlTypeCode.Integer and <= XmlTypeCode.PositiveInteger => PropertyValueKind.Number,
        XmlTypeCode.DateTime or XmlTypeCode.Date => PropertyValueKind.Instant,
        _ => PropertyValueKind.String,
    };

    private XmlSchemaSet? Find(string ns, string location, string from, int line)
    {
        string? path = files.Named.FirstOrDefault(file => file.IsPropertySchema && file.Namespace == ns)?.Path
            ?? files.Locate(location, from, null);
        if (path is not null && files.Parse(path) is { IsPropertySchema: true } found && found.Namespace == ns)
            return SchemaSets.Compile(found, files).Set;
        if (ns.StartsWith(ProductNamespaces, StringComparison.Ordinal)) return null;
        throw new ComponentConfigurationException(
            $"The property schema of the namespace '{ns}' (said to be '{location}') is not in the package. Name its "
                + "file, or its folder, under schemas: the types of the properties stand there.",
            from,
            line);
    }
}
