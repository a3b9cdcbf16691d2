using System.Text;

namespace Viaduct.FormatsBench.Samples;

/// <summary>One flat file of orders in three formats.</summary>
internal static class FlatSamples
{
    /// <summary>The widths of the fields of a positional record.</summary>
    public static readonly int[] Widths = [10, 12, 11, 3, 8, 3, 10, 30];

    private const string SchemaName = "orders.xsd";

    /// <summary>Fields between commas, a record a line; each line is a message of its own if asked for.</summary>
    public static Sample Delimited(bool isMessagePerRecord = false) => Of(
        """structure="delimited" child_delimiter_type="char" child_delimiter="," child_order="infix" """,
        _ => "", i => string.Join(',', Sample.Values(i)), isMessagePerRecord);

    /// <summary>Fields of fixed width, a record a line.</summary>
    public static Sample Positional() => Of(
        """structure="positional" """,
        field => $"""pos_offset="0" pos_length="{Widths[field]}" justification="left" """,
        i => string.Concat(Sample.Values(i).Select((value, field) => value.PadRight(Widths[field]))));

    /// <summary>A tag in front of the fields between bars, a record a line.</summary>
    public static Sample Tagged() => Of(
        """
        structure="delimited" tag_name="ORD|" child_delimiter_type="char" child_delimiter="|" child_order="infix"
        """,
        _ => "", i => "ORD|" + string.Join('|', Sample.Values(i)));

    private static Sample Of(
        string record, Func<int, string> field, Func<int, string> line, bool isMessagePerRecord = false)
    {
        string schema = Schema(record, field, isMessagePerRecord);
        return new Sample(
            new Dictionary<string, string> { [SchemaName] = schema }, SchemaName, "", i => line(i) + "\r\n", "");
    }

    private static string Schema(string record, Func<int, string> field, bool isMessagePerRecord)
    {
        var fields = new StringBuilder();
        for (int i = 0; i < Sample.Fields.Length; i++)
            fields.AppendLine($"""
                <xs:element name="{Sample.Fields[i]}" type="xs:string"><xs:annotation><xs:appinfo>
                  <b:fieldInfo sequence_number="{i + 1}" {field(i)}/>
                </xs:appinfo></xs:annotation></xs:element>
                """);
        string most = isMessagePerRecord ? "1" : "unbounded";
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
                targetNamespace="urn:bench:orders" xmlns="urn:bench:orders">
              <xs:annotation><xs:appinfo>
                <b:schemaInfo standard="Flat File" root_reference="Orders" codepage="65001" default_pad_char=" "
                  pad_char_type="char" count_positions_by_byte="false" parser_optimization="speed" />
              </xs:appinfo></xs:annotation>
              <xs:element name="Orders">
                <xs:annotation><xs:appinfo><b:recordInfo structure="delimited" child_delimiter_type="hex"
                  child_delimiter="0x0D 0x0A" child_order="postfix" sequence_number="1" /></xs:appinfo></xs:annotation>
                <xs:complexType><xs:sequence>
                  <xs:element name="Order" maxOccurs="{most}">
                    <xs:annotation><xs:appinfo>
                      <b:recordInfo {record} sequence_number="1" />
                    </xs:appinfo></xs:annotation>
                    <xs:complexType><xs:sequence>
                      {fields}
                    </xs:sequence></xs:complexType>
                  </xs:element>
                </xs:sequence></xs:complexType>
              </xs:element>
            </xs:schema>
            """;
    }
}
