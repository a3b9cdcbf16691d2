using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>
/// Writes an envelope around a document: the elements on the way to its body, those its schema requires, and those
/// that properties of the message go into. Immutable; serves all threads.
/// </summary>
internal sealed class EnvelopeTemplate
{
    private readonly List<TemplateNode> _way = [];

    private EnvelopeTemplate(DocumentType type, TemplateNode root)
    {
        Type = type;
        MessageType = PropertyValue.From(type.MessageType);
        for (var node = root; node is not null; node = node.Elements.Find(child => child.HoldsBody)) _way.Add(node);
    }

    /// <summary>The type of the envelope.</summary>
    public DocumentType Type { get; }

    /// <summary>The type as a property.</summary>
    public PropertyValue MessageType { get; }

    /// <summary>Reads the schema of an envelope.</summary>
    /// <param name="path">The schema.</param>
    /// <param name="root">The root element, or nothing for the only one.</param>
    /// <param name="files">Where the schema is.</param>
    /// <exception cref="ComponentConfigurationException">It is not usable.</exception>
    public static EnvelopeTemplate Load(string path, string root, IPackageFiles files)
    {
        var schemas = SchemaFiles.Read([path], files);
        var file = schemas.Named is [var only] ? only : throw new ComponentConfigurationException(
            "A folder with several schemas does not say which one describes the envelope. Name that one.", path);
        var (set, _) = SchemaSets.Compile(file, schemas);
        List<(XmlSchemaElement Root, PropertyPath? Body)> envelopes =
        [
            .. EnvelopeBody.Of(SchemaCatalog.RootsOf(file, set), isEnvelope: true).Where(found =>
                found.Body is not null && (root.Length == 0 || found.Root.QualifiedName.Name == root)),
        ];
        if (envelopes is not [var (element, body)])
        {
            string names = string.Join(", ", envelopes.Select(found => found.Root.QualifiedName.Name));
            throw new ComponentConfigurationException(
                envelopes.Count == 0
                    ? "The schema declares no envelope of this name: a root element whose annotation has body_xpath."
                    : $"The schema declares several envelopes ({names}). Name one as envelopeRoot.",
                path);
        }

        var plan = PromotionPlan.Build([.. new SchemaProperties(schemas, null).Of(element)]);
        var type = new DocumentType(element.QualifiedName.Namespace, element.QualifiedName.Name);
        return new EnvelopeTemplate(type, TemplateBuilder.Build(element, body!, plan));
    }

    /// <summary>Writes what stands in front of the document.</summary>
    public void WriteHead(XmlWriter xml, MessageContextBuilder context)
    {
        for (int i = 0; i < _way.Count; i++)
        {
            Start(xml, _way[i], context);
            if (i + 1 == _way.Count) break;
            foreach (var child in _way[i].Elements.TakeWhile(child => !child.HoldsBody)) Write(xml, child, context);
        }
    }

    /// <summary>Writes what stands behind the document.</summary>
    public void WriteTail(XmlWriter xml, MessageContextBuilder context)
    {
        for (int i = _way.Count - 1; i >= 0; i--)
        {
            if (i + 1 < _way.Count)
                foreach (var child in _way[i].Elements.SkipWhile(child => !child.HoldsBody).Skip(1))
                    Write(xml, child, context);
            xml.WriteEndElement();
        }
    }

    private static void Write(XmlWriter xml, TemplateNode node, MessageContextBuilder context)
    {
        if (!node.IsWritten(context)) return;
        Start(xml, node, context);
        if ((node.ValueOf(context) ?? node.Text) is { Length: > 0 } text) xml.WriteString(text);
        foreach (var child in node.Elements) Write(xml, child, context);
        xml.WriteEndElement();
    }

    private static void Start(XmlWriter xml, TemplateNode node, MessageContextBuilder context)
    {
        xml.WriteStartElement(PrefixOf(xml, node.Name.Namespace), node.Name.Name, node.Name.Namespace);
        foreach (var attribute in node.Attributes)
        {
            string? value = attribute.ValueOf(context) ?? (attribute.IsRequired ? attribute.Text : null);
            if (value is null) continue;
            string ns = attribute.Name.Namespace;
            xml.WriteAttributeString(xml.LookupPrefix(ns), attribute.Name.Name, ns, value);
        }
    }

    // With a prefix, as BizTalk writes it, so that what has no namespace stands there as it is. Redeclared below if
    // need be; where the writer cannot do that, for attributes, it finds one itself.
    private static string PrefixOf(XmlWriter xml, string ns) =>
        ns.Length == 0 ? "" : xml.LookupPrefix(ns) is { Length: > 0 } known ? known : "ns0";
}
