using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Schemas of a batch with orders in it, and such batches.</summary>
internal static class EnvelopeFiles
{
    /// <summary>The schema of the batch.</summary>
    public const string BatchSchema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
            targetNamespace="urn:b" elementFormDefault="qualified">
          <xs:annotation><xs:appinfo><b:schemaInfo is_envelope="yes" /></xs:appinfo></xs:annotation>
          <xs:element name="Batch">
            <xs:annotation><xs:appinfo>
              <b:recordInfo
                body_xpath="/*[local-name()='Batch' and namespace-uri()='urn:b']/*[local-name()='Orders']" />
            </xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:element name="From" type="xs:string" minOccurs="0" />
              <xs:element name="Orders"><xs:complexType><xs:sequence>
                <xs:any minOccurs="0" maxOccurs="unbounded" processContents="lax" />
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    /// <summary>The schema of the orders.</summary>
    public const string OrderSchema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o">
          <xs:element name="Order"><xs:complexType><xs:sequence>
            <xs:element name="Id" type="xs:int" />
            <xs:element name="Note" type="xs:string" minOccurs="0" />
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    /// <summary>A folder with both.</summary>
    public static TempFolder Folder()
    {
        var folder = new TempFolder();
        folder.Write("schemas/Batch.xsd", BatchSchema);
        folder.Write("schemas/Order.xsd", OrderSchema);
        return folder;
    }

    /// <summary>A batch; the first order stands on line 4.</summary>
    public static string Batch(params IEnumerable<string> ids) =>
        "<b:Batch xmlns:b='urn:b'>\n<b:From>ACME</b:From>\n<b:Orders>\n"
            + string.Concat(ids.Select(id => $"<o:Order xmlns:o='urn:o'><Id>{id}</Id></o:Order>\n"))
            + "</b:Orders>\n</b:Batch>";
}
