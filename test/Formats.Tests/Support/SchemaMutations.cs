using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Viaduct.Formats.Tests.Support;

/// <summary>Makes schemas that contradict themselves of good ones: the same for the same seed.</summary>
internal sealed class SchemaMutations(int seed)
{
    private const int ChangesMax = 5;
    private const int ElementsMax = 400;

    private static readonly XNamespace BizTalk = "http://schemas.microsoft.com/BizTalk/2003";
    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "2", "3", "17", "100000000", "999999999999", "-1", "true", "false", "maybe", "char", "hex",
        "default", "none", "prefix", "infix", "postfix", "positional", "delimited", ",", ";", "\r\n", "\"", "0x0D 0x0A",
        "0x2C", "0x", "0xZZ", "0x00", "left", "right", "complexity", "speed", "65001", "1200", "932", "12345",
        "é", "😀", "/*[local-name()='a']", "/a/@b", "//", "(", "yyyy", "%", "xs:int", "xs:dateTime", "unbounded",
        "abcdefghij",
    ];

    private static readonly string[] Names =
    [
        "structure", "child_delimiter", "child_delimiter_type", "child_order", "tag_name", "tag_offset", "escape_char",
        "escape_char_type", "wrap_char", "wrap_char_type", "pad_char", "pad_char_type", "repeating_delimiter",
        "repeating_delimiter_type", "sequence_number", "pos_offset", "pos_length", "justification", "datetime_format",
        "min_length_with_pad", "suppress_trailing_delimiters", "preserve_delimiter_for_empty_data", "codepage",
        "count_positions_by_byte", "parser_optimization", "suppress_empty_nodes", "allow_early_termination",
        "early_terminate_optional_fields", "allow_message_breakup_of_infix_root", "default_child_delimiter",
        "default_child_order", "root_reference", "lookahead_depth", "is_envelope", "body_xpath", "xpath",
        "distinguished", "case", "generate_empty_nodes",
    ];

    private static readonly string[] Facets =
        ["minOccurs", "maxOccurs", "type", "use", "default", "fixed", "ref", "name"];

    private static readonly string[] Counts = ["0", "1", "2", "7", "1000", "unbounded"];
    private static readonly string[] Groups = ["sequence", "choice", "all", "simpleType", "any"];

    private readonly Random _random = new(seed);
    private readonly Mutations _bytes = new(seed + 1);

    /// <summary>A changed copy.</summary>
    public byte[] Of(byte[] good)
    {
        if (_random.Next(12) == 0) return _bytes.Of(good);
        using var stream = new MemoryStream(good);
        var document = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        for (int i = _random.Next(1, ChangesMax); i > 0; i--) Change(document);
        try
        {
            return Encoding.UTF8.GetBytes(document.ToString(SaveOptions.DisableFormatting));
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            return _bytes.Of(good);
        }
    }

    private void Change(XDocument document)
    {
        var all = document.Root!.Descendants().ToList();
        var annotations = all.Where(element => element.Name.Namespace == BizTalk).ToList();
        var particles = all.Where(element => element.Name.Namespace == Xsd).ToList();
        if (annotations.Count == 0 || particles.Count == 0) return;
        var (annotation, particle) = (OneOf(annotations), OneOf(particles));
        var own = annotation.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).ToList();
        switch (_random.Next(10))
        {
            case 0 when own.Count > 0:
                OneOf(own).Remove();
                break;
            case 1 or 2 when own.Count > 0:
                OneOf(own).Value = _random.Next(3) == 0
                    ? OneOf(annotations).Attributes().FirstOrDefault()?.Value ?? ""
                    : OneOf(Values);
                break;
            case 3:
                annotation.SetAttributeValue(OneOf(Names), OneOf(Values));
                break;
            case 4:
                annotation.Remove();
                break;
            case 5:
                annotation.ReplaceWith(new XElement(OneOf(annotations)));
                break;
            case 6:
                string facet = OneOf(Facets);
                particle.SetAttributeValue(facet, facet.EndsWith("Occurs", StringComparison.Ordinal)
                    ? OneOf(Counts)
                    : OneOf(particles).Attribute("name")?.Value ?? OneOf(Values));
                break;
            case 7 when all.Count < ElementsMax:
                particle.AddAfterSelf(new XElement(OneOf(particles)));
                break;
            case 8:
                particle.Name = Xsd + OneOf(Groups);
                break;
            default:
                if (particle.Parent is not null) particle.Remove();
                break;
        }
    }

    private T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
