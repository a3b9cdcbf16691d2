using System.Text;

namespace Viaduct.Scenarios;

/// <summary>
/// Filters see what the schema of a flat file promotes, and what the schema of a map's result promotes.
/// </summary>
public class MapPromotionTests
{
    private const string Configuration =
        """
        propertySchemas: [ { prefix: P, file: schemas/Properties.xsd } ]
        receivePorts:
          - name: orders-in
            locations:
              - name: orders-folder
                file: { folder: "IN", mask: "*.txt", every: 1s }
                receive: [ flatFile: { schema: flat/Order.xsd } ]
            maps: [ { file: maps/order-to-invoice.xsl, schema: schemas/Invoice.xsd } ]
        sendPorts:
          - name: large
            filter: P.Kind == "rush" and P.Total > 100
            file: { folder: "OUT/large", fileName: "%MessageID%-%SourceFileName%" }
          - name: others
            filter: P.Kind != "rush" or P.Total <= 100
            file: { folder: "OUT/others", fileName: "%MessageID%-%SourceFileName%" }
        """;

    [Fact]
    public async Task Properties_of_a_flat_file_and_of_the_result_of_its_map_are_routed_on()
    {
        using var group = new FileGroup();
        Write(group);
        await using var server = await group.StartReadyAsync();
        group.Put("a.txt", "rush,2,60");
        group.Put("b.txt", "rush,2,50");
        group.Put("c.txt", "slow,2,60");

        await group.ArrivedAsync("large", 1);
        await group.ArrivedAsync("others", 2);
        await FileGroup.StopAsync(server);
        string large = File.ReadAllText(group.ArrivedPaths("large").Single());
        Assert.Contains("<Total>120</Total>", large, StringComparison.Ordinal);
    }

    private static void Write(FileGroup group)
    {
        foreach (string port in new[] { "large", "others" }) group.Out(port);
        group.ConfigureText(Configuration
            .Replace("IN", group.In, StringComparison.Ordinal)
            .Replace("OUT", group.PathOf("out"), StringComparison.Ordinal));
        string properties = Schema(
            "urn:p", "<b:schemaInfo schema_type=\"property\" />",
            "<xs:element name=\"Kind\" type=\"xs:string\" /><xs:element name=\"Total\" type=\"xs:decimal\" />");
        Put(group, "schemas/Properties.xsd", properties);
        Put(group, "flat/Properties.xsd", properties);
        Put(group, "schemas/Invoice.xsd", Schema(
            "urn:i", Import("Properties.xsd"), Root("Invoice", "Total", "", Field("Total"))));
        Put(group, "flat/Order.xsd", Schema(
            "urn:o", "<b:schemaInfo standard=\"Flat File\" root_reference=\"Order\" />" + Import("Properties.xsd"),
            Root(
                "Order", "Kind",
                "<b:recordInfo structure=\"delimited\" child_delimiter_type=\"char\" child_delimiter=\",\" "
                    + "child_order=\"infix\" />",
                Field("Kind") + Field("Count") + Field("Price"))));
        Put(
            group, "maps/order-to-invoice.xsl",
            """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:o"
              xmlns:i="urn:i"><xsl:template match="/o:Order">
            <i:Invoice><Total><xsl:value-of select="Count * Price" /></Total></i:Invoice>
            </xsl:template></xsl:stylesheet>
            """);
    }

    private static void Put(FileGroup group, string name, string text) =>
        group.WriteConfiguration(name, Encoding.UTF8.GetBytes(text));

    private static string Schema(string ns, string annotation, string content) =>
        $"""
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="http://schemas.microsoft.com/BizTalk/2003"
          xmlns="{ns}" targetNamespace="{ns}">
          <xs:annotation><xs:appinfo>{annotation}</xs:appinfo></xs:annotation>{content}
        </xs:schema>
        """;

    private static string Import(string file) =>
        $"<b:imports><b:namespace prefix=\"p\" uri=\"urn:p\" location=\"{file}\" /></b:imports>";

    private static string Root(string name, string property, string record, string fields) =>
        $"""
        <xs:element name="{name}"><xs:annotation><xs:appinfo>{record}<b:properties>
          <b:property name="p:{property}" xpath="/*[local-name()='{name}']/*[local-name()='{property}']" />
        </b:properties></xs:appinfo></xs:annotation>
          <xs:complexType><xs:sequence>{fields}</xs:sequence></xs:complexType>
        </xs:element>
        """;

    private static string Field(string name) => $"<xs:element name=\"{name}\" type=\"xs:string\" />";
}
