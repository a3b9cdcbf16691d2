namespace Viaduct.FormatsBench.Samples;

/// <summary>An XML envelope of orders.</summary>
internal static class EnvelopeSample
{
    /// <summary>The schema of the envelope.</summary>
    public const string Envelope = "envelope.xsd";

    /// <summary>The schema of a document.</summary>
    public const string Document = "order.xsd";

    private const string EnvelopeSchema = """
        <?xml version="1.0" encoding="utf-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
            targetNamespace="urn:bench:envelope" xmlns="urn:bench:envelope">
          <xs:annotation><xs:appinfo><b:schemaInfo is_envelope="yes" /></xs:appinfo></xs:annotation>
          <xs:element name="Envelope">
            <xs:annotation><xs:appinfo>
              <b:recordInfo body_xpath="/*[local-name()='Envelope']" />
            </xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:any namespace="##other" processContents="lax" maxOccurs="unbounded" />
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    /// <summary>The sample.</summary>
    public static Sample Make() => new(
        new Dictionary<string, string> { [Envelope] = EnvelopeSchema, [Document] = DocumentSchema() }, Envelope,
        "<e:Envelope xmlns:e=\"urn:bench:envelope\">\r\n", Order, "</e:Envelope>");

    private static string Order(int number) =>
        "  <Order xmlns=\"urn:bench:order\">" + string.Concat(Sample.Values(number).Select(
            (value, field) => $"<{Sample.Fields[field]}>{value}</{Sample.Fields[field]}>")) + "</Order>\r\n";

    private static string DocumentSchema() => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:bench:order"
            xmlns="urn:bench:order" elementFormDefault="qualified">
          <xs:element name="Order"><xs:complexType><xs:sequence>
            {string.Concat(Sample.Fields.Select(field => $"<xs:element name=\"{field}\" type=\"xs:string\" />"))}
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;
}
