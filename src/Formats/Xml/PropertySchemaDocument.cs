using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>What a property schema declares: each global element is a property of the target namespace.</summary>
/// <param name="Namespace">The namespace of the properties.</param>
/// <param name="Properties">Names and types, the same types that promotion reads values by.</param>
public sealed record PropertySchemaDocument(
    string Namespace, IReadOnlyDictionary<string, PropertyValueKind> Properties)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 4 << 20,
    };

    /// <summary>Reads a property schema.</summary>
    /// <param name="content">The XSD.</param>
    /// <param name="path">Its path, for errors.</param>
    /// <exception cref="ComponentConfigurationException">It is no usable property schema.</exception>
    public static PropertySchemaDocument Read(Stream content, string path)
    {
        try
        {
            using var reader = XmlReader.Create(content, Settings);
            var schema = XmlSchema.Read(reader, validationEventHandler: null)!;
            if (string.IsNullOrEmpty(schema.TargetNamespace))
            {
                throw new ComponentConfigurationException(
                    "A property schema has a target namespace, and its elements are the properties.", path);
            }

            return new PropertySchemaDocument(schema.TargetNamespace, PropertiesOf(schema));
        }
        catch (XmlSchemaException e)
        {
            throw new ComponentConfigurationException(e.Message, path, e.LineNumber, e);
        }
        catch (XmlException e)
        {
            throw new ComponentConfigurationException(e.Message, path, e.LineNumber, e);
        }
    }

    private static SortedDictionary<string, PropertyValueKind> PropertiesOf(XmlSchema schema)
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        set.Add(schema);
        set.Compile();
        var properties = new SortedDictionary<string, PropertyValueKind>(StringComparer.Ordinal);
        foreach (XmlSchemaElement element in set.GlobalElements.Values)
        {
            var type = element.ElementSchemaType?.TypeCode ?? XmlTypeCode.None;
            properties[element.QualifiedName.Name] = PropertySchemas.KindOf(type);
        }

        return properties;
    }
}
