using System.Globalization;
using System.Text;
using System.Xml;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>Writes a proposal as an XSD with BizTalk's annotations.</summary>
internal static class SchemaText
{
    private const string Xs = "http://www.w3.org/2001/XMLSchema";
    private const string Biztalk = "http://schemas.microsoft.com/BizTalk/2003";

    /// <summary>The text.</summary>
    public static string Of(Proposal proposal, Sample sample, string root)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(
            text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("xs", "schema", Xs);
            xml.WriteAttributeString("xmlns", "b", null, Biztalk);
            foreach (string assumption in sample.Assumptions.Concat(proposal.Assumptions))
                xml.WriteComment($" {assumption.Replace("--", "- -", StringComparison.Ordinal)} ");
            Annotate(xml, "schemaInfo", [
                ("standard", "Flat File"), ("root_reference", root),
                ("codepage", sample.CodePage.ToString(CultureInfo.InvariantCulture)),
            ]);
            Root(xml, proposal, sample, root);
            xml.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void Root(XmlWriter xml, Proposal proposal, Sample sample, string root)
    {
        xml.WriteStartElement("element", Xs);
        xml.WriteAttributeString("name", root);
        Annotate(xml, "recordInfo", [
            ("structure", "delimited"), .. Hexadecimal(sample.LineEnd.Length == 0 ? "\n" : sample.LineEnd),
            ("child_order", sample.EndsWithLineEnd ? "postfix" : "infix"),
        ]);
        xml.WriteStartElement("complexType", Xs);
        xml.WriteStartElement(proposal.IsMixed ? "choice" : "sequence", Xs);
        if (proposal.IsMixed) xml.WriteAttributeString("maxOccurs", "unbounded");
        for (int i = 0; i < proposal.Records.Count; i++) Record(xml, proposal, i);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Record(XmlWriter xml, Proposal proposal, int index)
    {
        var record = proposal.Records[index];
        xml.WriteStartElement("element", Xs);
        xml.WriteAttributeString("name", record.Name);
        if (record.Repeats && !proposal.IsMixed) xml.WriteAttributeString("maxOccurs", "unbounded");
        var info = new List<(string, string)> { Number(index) };
        if (proposal.Delimiter.Length == 0)
        {
            info.Add(("structure", "positional"));
        }
        else
        {
            info.Add(("structure", "delimited"));
            info.AddRange(Hexadecimal(proposal.Delimiter));
            info.Add(("child_order", record.Tag.Length > 0 ? "prefix" : "infix"));
            if (record.Tag.Length > 0) info.Add(("tag_name", record.Tag));
        }

        Annotate(xml, "recordInfo", info);
        xml.WriteStartElement("complexType", Xs);
        xml.WriteStartElement("sequence", Xs);
        for (int i = 0; i < record.Fields.Count; i++) Field(xml, record.Fields[i], i);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Field(XmlWriter xml, ProposedField field, int index)
    {
        xml.WriteStartElement("element", Xs);
        xml.WriteAttributeString("name", field.Name);
        xml.WriteAttributeString("type", field.Type);
        if (field.IsOptional) xml.WriteAttributeString("minOccurs", "0");
        var info = new List<(string, string)> { Number(index), ("justification", field.IsRight ? "right" : "left") };
        if (field.Length > 0) info.Add(("pos_length", field.Length.ToString(CultureInfo.InvariantCulture)));
        if (field.IsWrapped) info.AddRange([("wrap_char", "0x22"), ("wrap_char_type", "hex")]);
        Annotate(xml, "fieldInfo", info);
        xml.WriteEndElement();
    }

    private static (string, string) Number(int index) =>
        ("sequence_number", (index + 1).ToString(CultureInfo.InvariantCulture));

    private static (string, string)[] Hexadecimal(string delimiter) =>
    [
        ("child_delimiter", string.Join(' ', delimiter.Select(c => $"0x{(int)c:X2}"))), ("child_delimiter_type", "hex"),
    ];

    private static void Annotate(XmlWriter xml, string name, IEnumerable<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement("annotation", Xs);
        xml.WriteStartElement("appinfo", Xs);
        xml.WriteStartElement(name, Biztalk);
        foreach (var (attribute, value) in attributes) xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
