using System.Xml.Schema;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Reads what the annotations of single elements, attributes and groups say.</summary>
internal sealed class NodeReader(string file, Annotation schema)
{
    private static readonly string[] MinLengthNames =
    [
        "min_length_with_pad", "minimum_len_with_pad", "minimum_length_with_pad", "min_length_with_pad_char",
        "minimum_length_with_pad_char", "min_len_with_pad",
    ];

    private readonly Dictionary<FlatNode, int> _sequence = [];

    /// <summary>The number that says where a node stands in the flat file, or null.</summary>
    public int? SequenceOf(FlatNode node) => _sequence.TryGetValue(node, out int number) ? number : null;

    /// <summary>A field that is an element.</summary>
    public FlatNode Field(XmlSchemaElement element) => Field(
        Annotation.Of("fieldInfo", file, element, null),
        element,
        element.QualifiedName,
        element.ElementSchemaType?.Datatype,
        Occurs(element));

    /// <summary>A field that is an attribute.</summary>
    public FlatNode Field(XmlSchemaAttribute attribute) => Field(
        Annotation.Of("fieldInfo", file, attribute, null),
        attribute,
        attribute.QualifiedName,
        attribute.AttributeSchemaType?.Datatype,
        (attribute.Use == XmlSchemaUse.Required ? 1 : 0, 1));

    /// <summary>A record, still without its parts.</summary>
    public FlatNode Record(XmlSchemaElement element, FlatNode? parent)
    {
        var info = Annotation.Of("recordInfo", file, element, Referred(element));
        bool isPositional = info.Text("structure")?.Trim() switch
        {
            "positional" => true,
            "delimited" => false,
            null or "" => parent?.Kind == NodeKind.Positional,
            var other => throw info.Wrong("structure", other, "delimited or positional"),
        };
        string delimiter = info.Characters("child_delimiter", (schema, "default_child_delimiter"));
        if (parent?.Kind == NodeKind.Positional && !isPositional)
        {
            if (delimiter.Length > 0)
                throw Wrong(element, "A delimited record is in a positional one, where nothing says where it ends.");
            isPositional = true;
        }

        string tag = info.Text("tag_name") ?? "";
        var (min, max) = Occurs(element);
        var record = new FlatNode
        {
            Kind = isPositional ? NodeKind.Positional : NodeKind.Delimited,
            Name = element.QualifiedName.Name,
            Namespace = element.QualifiedName.Namespace,
            Min = min,
            Max = max,
            Delimiter = isPositional ? "" : delimiter,
            Order = OrderOf(info, tag.Length > 0),
            RepeatingDelimiter = info.Characters("repeating_delimiter", (schema, "default_repeating_delimiter")),
            Escape = One(info, "escape_char", info.Characters("escape_char", (schema, "default_escape_char"))),
            Tag = tag,
            TagOffset = info.Number("tag_offset") ?? 0,
            PreserveEmpty = info.Flag("preserve_delimiter_for_empty_data", true),
            SuppressTrailing = info.Flag("suppress_trailing_delimiters", false),
        };
        Number(record, info);
        return record;
    }

    /// <summary>A group.</summary>
    public FlatNode Group(XmlSchemaGroupBase group, FlatNode[] members)
    {
        var (min, max) = Occurs(group);
        var node = new FlatNode
        {
            Kind = group is XmlSchemaChoice ? NodeKind.Choice : NodeKind.Sequence,
            Min = min,
            Max = max,
            Children = members,
        };
        var info = Annotation.Of("groupInfo", file, group);
        int? number = info.Number("sequence_number");
        if (number is null or 0) number = members.Select(SequenceOf).FirstOrDefault(value => value is not null);
        if (number is { } known) _sequence[node] = known;
        return node;
    }

    private static (int Min, int Max) Occurs(XmlSchemaParticle particle) => (
        (int)Math.Min(particle.MinOccurs, int.MaxValue), (int)Math.Min(particle.MaxOccurs, int.MaxValue));

    private static XmlSchemaElement? Referred(XmlSchemaElement element)
    {
        if (element.RefName.IsEmpty) return null;
        XmlSchemaObject? parent = element;
        while (parent is not null and not XmlSchema) parent = parent.Parent;
        return parent is XmlSchema schema ? schema.Elements[element.RefName] as XmlSchemaElement : null;
    }

    private FlatNode Field(
        Annotation direct,
        XmlSchemaAnnotated node,
        System.Xml.XmlQualifiedName name,
        XmlSchemaDatatype? type,
        (int Min, int Max) occurs)
    {
        var info = !direct.Exists && node is XmlSchemaElement element && Referred(element) is { } referred
            ? Annotation.Of("fieldInfo", file, referred)
            : direct;
        string pad = info.Characters("pad_char", (schema, "default_pad_char"));
        if (pad.Length == 0) pad = schema.Default("default_pad_char");
        var field = new FlatNode
        {
            Kind = NodeKind.Field,
            Name = name.Name,
            Namespace = name.Namespace,
            IsAttribute = node is XmlSchemaAttribute,
            Min = occurs.Min,
            Max = occurs.Max,
            Pad = pad.Length == 0 ? ' ' : One(info, "pad_char", pad),
            Wrap = One(info, "wrap_char", info.Characters("wrap_char", (schema, "default_wrap_char"))),
            IsRight = info.Text("justification")?.Trim() == "right",
            MinLength = MinLengthNames.Select(info.Number).FirstOrDefault(number => number is not null) ?? 0,
            Offset = info.Number("pos_offset") ?? 0,
            Length = info.Number("pos_length") ?? 0,
            DateFormat = DateTypes.IsDate(type) ? info.Text("datetime_format") ?? "" : "",
            Default = DefaultOf(node),
            Type = type,
        };
        Number(field, info);
        return field;
    }

    private static string DefaultOf(XmlSchemaAnnotated node) => node switch
    {
        XmlSchemaElement element => element.DefaultValue ?? element.FixedValue
            ?? (Referred(element) is { } referred ? referred.DefaultValue ?? referred.FixedValue : null) ?? "",
        XmlSchemaAttribute attribute => attribute.DefaultValue ?? attribute.FixedValue ?? "",
        _ => "",
    };

    private void Number(FlatNode node, Annotation info)
    {
        if (info.Number("sequence_number") is { } number) _sequence[node] = number;
    }

    private ChildOrder OrderOf(Annotation info, bool isTagged)
    {
        string? text = info.Text("child_order")?.Trim();
        if (text == "default") text = schema.Text("default_child_order")?.Trim();
        return text switch
        {
            "prefix" => ChildOrder.Prefix,
            "postfix" => ChildOrder.Postfix,
            "infix" => ChildOrder.Infix,
            null or "" or "conditional_default" or "default" => isTagged ? ChildOrder.Prefix : ChildOrder.Infix,
            _ => throw info.Wrong("child_order", text, "prefix, infix, postfix or default"),
        };
    }

    private static char One(Annotation info, string name, string text) => text.Length switch
    {
        0 => FlatNode.None,
        1 => text[0],
        _ => throw info.Wrong(name, text, "one character"),
    };

    private ComponentConfigurationException Wrong(XmlSchemaObject at, string what) =>
        new(what, file, at.LineNumber > 0 ? at.LineNumber : null);
}
