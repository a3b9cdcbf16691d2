using System.Text;
using System.Xml;
using System.Xml.Schema;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.FlatFile.Grammar;

/// <summary>Makes a grammar of a compiled schema and its annotations.</summary>
internal sealed class GrammarCompiler
{
    private const int NodesMax = 20_000;
    private const int DepthMax = 100;
    private const int DefaultCodePage = 65001;

    private readonly SchemaFile _file;
    private readonly Annotation _schema;
    private readonly NodeReader _reader;
    private readonly List<XmlSchemaType> _open = [];
    private int _nodes;

    private GrammarCompiler(SchemaFile file)
    {
        (_file, _schema) = (file, Annotation.Of(file));
        _reader = new NodeReader(file.Path, _schema);
    }

    /// <summary>Compiles a schema.</summary>
    /// <param name="file">The file, already compiled with what it includes and imports.</param>
    /// <param name="set">What it was compiled to.</param>
    /// <param name="root">The root to take, or null for the one that the schema names.</param>
    /// <exception cref="ComponentConfigurationException">It describes no flat file.</exception>
    public static FlatGrammar Compile(SchemaFile file, XmlSchemaSet set, string? root = null)
    {
        var compiler = new GrammarCompiler(file);
        var element = RootOf(file, set, root);
        var node = compiler.Element(element, null, 0)
            ?? throw compiler.Wrong(element, "The root element is no record: it has a simple type.");
        if (!node.IsRecord) throw compiler.Wrong(element, "The root element is no record: it has a simple type.");
        var schema = compiler._schema;
        bool breaks = schema.Flag(
            "allow_message_breakup_of_infix_root", schema.Flag("allow_message_breakup_at_infix_root", false));
        GrammarLinks.Add(node, breaks);
        // The machine looks ahead as far as it has to; a depth is only checked.
        _ = schema.Number("lookahead_depth");
        bool early = schema.Flag("allow_early_termination", false);
        return new FlatGrammar
        {
            Root = node,
            File = file.Path,
            Encoding = compiler.EncodingOf(),
            CountsBytes = schema.Flag("count_positions_by_byte", schema.Flag("count_positions_in_bytes", false)),
            IsComplex = schema.Text("parser_optimization")?.Trim() == "complexity",
            SuppressEmpty = schema.Flag("suppress_empty_nodes", false),
            EndsEarly = early,
            OmitsEarly = early && schema.Flag("early_terminate_optional_fields", false),
            BreaksInfixRoot = breaks,
            GeneratesEmpty = schema.Flag("generate_empty_nodes", true),
            Case = compiler.CaseOf(),
            Nodes = compiler._nodes,
        };
    }

    private static XmlSchemaElement RootOf(SchemaFile file, XmlSchemaSet set, string? root)
    {
        root ??= file.RootReference;
        var roots = file.Schema.Items.OfType<XmlSchemaElement>().ToList();
        if (roots.Count == 0)
            roots = [.. set.GlobalElements.Values.Cast<XmlSchemaElement>()
                .Where(element => element.QualifiedName.Namespace == file.Namespace)];
        var found = root is not null
            ? roots.Find(element => element.Name == root)
            : roots.Find(element => Annotation.Of("recordInfo", file.Path, element).Exists && !IsReferred(element, set))
                ?? roots.FirstOrDefault();
        return found ?? throw new ComponentConfigurationException(
            root is null
                ? "The schema declares no element, so there is no root record."
                : $"The schema declares no element '{root}', which is to be its root.",
            file.Path);
    }

    private static bool IsReferred(XmlSchemaElement element, XmlSchemaSet set)
    {
        var others = set.GlobalElements.Values.Cast<XmlSchemaElement>().Where(other => other != element)
            .Select(other => other.ElementSchemaType).Concat(set.GlobalTypes.Values.Cast<XmlSchemaType>());
        return others.OfType<XmlSchemaComplexType>()
            .Any(type => Refers(type.ContentTypeParticle, element.QualifiedName, 0));
    }

    private static bool Refers(XmlSchemaParticle? particle, XmlQualifiedName name, int depth) => particle switch
    {
        _ when depth > DepthMax => false,
        XmlSchemaElement element when !element.RefName.IsEmpty => element.RefName == name,
        XmlSchemaElement { SchemaType: XmlSchemaComplexType local } =>
            Refers(local.ContentTypeParticle, name, depth + 1),
        XmlSchemaGroupBase group =>
            group.Items.Cast<XmlSchemaParticle>().Any(item => Refers(item, name, depth + 1)),
        _ => false,
    };

    private Encoding EncodingOf()
    {
        int page = _schema.Number("codepage") ?? DefaultCodePage;
        return Charsets.Find(page.ToString(System.Globalization.CultureInfo.InvariantCulture))
            ?? throw _schema.Wrong("codepage", page.ToString(), "the number of a code page that exists");
    }

    private LetterCase CaseOf() => _schema.Text("case")?.Trim() switch
    {
        null or "" or "default" => LetterCase.AsIs,
        "upper" => LetterCase.Upper,
        "lower" => LetterCase.Lower,
        var other => throw _schema.Wrong("case", other, "upper or lower"),
    };

    // Null for an element that cannot occur.
    private FlatNode? Element(XmlSchemaElement element, FlatNode? parent, int depth)
    {
        if (element.MaxOccurs == 0) return null;
        Count(element, depth);
        if (element.ElementSchemaType is not XmlSchemaComplexType type
            || type.ContentType == XmlSchemaContentType.TextOnly)
            return _reader.Field(element);
        if (_open.Contains(type) && type.QualifiedName.Name.Length > 0 && type.Particle is not null)
            throw Wrong(element, $"The type '{type.Name}' contains itself, so a flat file of it has no end.");
        _open.Add(type);
        var record = _reader.Record(element, parent);
        var children = new List<FlatNode>();
        foreach (var attribute in Attributes(type)) children.Add(_reader.Field(attribute));
        if (type.ContentTypeParticle is { } particle) Add(particle, record, children, depth + 1, isTop: true);
        record.Children = InOrder(children);
        _open.RemoveAt(_open.Count - 1);
        return record;
    }

    private void Add(XmlSchemaParticle particle, FlatNode record, List<FlatNode> into, int depth, bool isTop)
    {
        Count(particle, depth);
        switch (particle)
        {
            case XmlSchemaElement element:
                if (Element(element, record, depth) is { } node) into.Add(node);
                break;
            case XmlSchemaSequence or XmlSchemaAll when isTop && particle is { MinOccurs: 1, MaxOccurs: 1 }:
                foreach (var item in ((XmlSchemaGroupBase)particle).Items.Cast<XmlSchemaParticle>())
                    Add(item, record, into, depth, isTop);
                break;
            case XmlSchemaGroupBase group when group.MaxOccurs > 0:
                var members = new List<FlatNode>();
                foreach (var item in group.Items.Cast<XmlSchemaParticle>())
                    Add(item, record, members, depth + 1, isTop: group is not XmlSchemaChoice);
                if (members.Count > 0) into.Add(_reader.Group(group, [.. members]));
                break;
        }
    }

    private IEnumerable<XmlSchemaAttribute> Attributes(XmlSchemaComplexType type)
    {
        var attributes = type.AttributeUses.Values.Cast<XmlSchemaAttribute>()
            .Where(attribute => attribute.Use != XmlSchemaUse.Prohibited)
            .OrderBy(attribute => attribute.LineNumber).ThenBy(attribute => attribute.LinePosition);
        foreach (var attribute in attributes)
        {
            Count(attribute, 0);
            yield return attribute;
        }
    }

    private FlatNode[] InOrder(List<FlatNode> children)
    {
        var sorted = children.Select((node, index) => (node, key: _reader.SequenceOf(node), index)).ToList();
        int last = 0;
        for (int i = 0; i < sorted.Count; i++)
        {
            // What has no number stays behind what it follows.
            last = sorted[i].key ?? last;
            sorted[i] = (sorted[i].node, last, i);
        }

        return [.. sorted.OrderBy(item => item.key).ThenBy(item => item.index).Select(item => item.node)];
    }

    private void Count(XmlSchemaObject node, int depth)
    {
        if (++_nodes > NodesMax)
            throw Wrong(node, $"The schema has more than {NodesMax:N0} records and fields when written out.");
        if (depth > DepthMax) throw Wrong(node, $"The records are nested deeper than {DepthMax} levels.");
    }

    private ComponentConfigurationException Wrong(XmlSchemaObject at, string what) =>
        new(what, _file.Path, at.LineNumber > 0 ? at.LineNumber : null);
}
