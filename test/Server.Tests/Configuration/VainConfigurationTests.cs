using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Formats;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>What a configuration says in vain is told, as far as all that matters is known, and only then.</summary>
public class VainConfigurationTests
{
    private const string Xml = "xml: { schemas: [ schemas ] }";
    private const string Flat = "flatFile: { schema: schemas/Flat.xsd }";

    private const string Map =
        """
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:o">
          <xsl:template match="/o:Order"><Invoice/></xsl:template>
        </xsl:stylesheet>
        """;

    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o" xmlns="urn:o"
            xmlns:b="http://schemas.microsoft.com/BizTalk/2003">
          <xs:annotation><xs:appinfo>
            <b:schemaInfo standard="Flat File" root_reference="Order"/>
            <b:imports><b:namespace prefix="p" uri="urn:p" location="Properties.xsd"/></b:imports>
          </xs:appinfo></xs:annotation>
          <xs:element name="Order">
            <xs:annotation><xs:appinfo>
              <b:recordInfo structure="delimited" child_delimiter_type="char" child_delimiter=","/>
              <b:properties>
                <b:property name="p:Total" xpath="/*[local-name()='Order']/*[local-name()='Total']"/>
                <b:property distinguished="true" xpath="/*[local-name()='Order']/*[local-name()='Id']"/>
              </b:properties>
            </xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence>
              <xs:element name="Id" type="xs:string"/><xs:element name="Total" type="xs:decimal"/>
            </xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    private const string Properties =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p"
            xmlns:b="http://schemas.microsoft.com/BizTalk/2003">
          <xs:annotation><xs:appinfo><b:schemaInfo schema_type="property"/></xs:appinfo></xs:annotation>
          <xs:element name="Total" type="xs:decimal"/><xs:element name="Priority" type="xs:int"/>
        </xs:schema>
        """;

    [Theory]
    [InlineData(Xml)]
    [InlineData(Flat)]
    public void LoadFolder_FilterThatNothingPromotes_IsToldAtItsPlace(string component)
    {
        string problem = Assert.Single(Load(component, filter: "Order.Total > 1 and Order.Priority == 1"));
        Assert.StartsWith(
            "applications/a/application.yaml:10:33: warning: Nothing promotes Order.Priority.", problem,
            StringComparison.Ordinal);
        Assert.Contains("Promote it: by promote", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Xml + ", open: {}")]
    public void LoadFolder_FilterWhereNotAllIsKnown_HasNoProblem(string components) =>
        Assert.Empty(Load(components, filter: "Order.Priority == 1"));

    [Fact]
    public void LoadFolder_PassThroughBesideKnownPipelines_DoesNotHideTheWarning() => Assert.Single(Load(
        Xml, filter: "Order.Priority == 1", location: "\n      - { name: m, folder: { path: /more } }"));

    [Theory]
    [InlineData(Xml, true)]
    [InlineData(Flat, true)]
    [InlineData(Xml, false)]
    public void LoadFolder_MapOfATypeThatDoesNotCome_IsToldWithWhatIsMeant(string component, bool receives)
    {
        string map = Map.Replace("/o:Order", "/o:Ordr", StringComparison.Ordinal);
        string problem = Assert.Single(Load(component, map: map, receives: receives));
        Assert.Contains("maps/m.xsl never runs: no message of the type urn:o#Ordr comes here.", problem,
            StringComparison.Ordinal);
        Assert.Contains("fix: Write urn:o#Order in the map", problem, StringComparison.Ordinal);
        Assert.Empty(Load(component, map: Map, receives: receives));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xml: {}")]
    [InlineData("xml: { schemas: [ schemas ], allowUnrecognized: true }")]
    [InlineData(Xml + ", open: {}")]
    public void LoadFolder_MapWhereNotAllTypesAreKnown_HasNoProblem(string components)
    {
        foreach (bool receives in new[] { true, false })
            Assert.Empty(Load(
                components, "receivePort == \"r\"",
                map: Map.Replace("/o:Order", "/o:Ordr", StringComparison.Ordinal), receives: receives));
    }

    [Theory]
    [InlineData(Xml)]
    [InlineData(Flat)]
    public void LoadFolder_AnnotationThatFindsNothing_IsToldInTheSchema(string component)
    {
        var wrong = Schema.Replace("='Total']\"", "='Totl']\"", StringComparison.Ordinal)
            .Replace("='Id']\"", "='Idd']\"", StringComparison.Ordinal);
        var problems = Load(component, schema: wrong);
        Assert.Equal(2, problems.Count);
        string file = component == Xml ? "Order" : "Flat";
        Assert.StartsWith(
            $"applications/a/schemas/{file}.xsd:11: warning: The property Total is promoted from a path that finds "
                + "nothing.\n  why: In /*[local-name()='Order']/*[local-name()='Totl'], Totl leads nowhere: beneath "
                + "Order the schema has Id, Total; Total is probably meant.", problems[0], StringComparison.Ordinal);
        Assert.StartsWith(
            $"applications/a/schemas/{file}.xsd:12: warning: A distinguished field has a path that finds nothing.",
            problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFolder_FlatFilePromotionOfAnUnknownPath_IsTold() => Assert.Contains(
        "finds nothing in urn:o#Order",
        Assert.Single(Load(Flat, promote: ", properties: [ { name: Total, promote: [ { messageType: \"urn:o#Order\", "
            + "path: /Order/Totl } ] } ]")), StringComparison.Ordinal);

    [Fact]
    public void LoadFolder_TheDemo_HasNoProblem() => Assert.Empty(
        new ConfigurationLoader(ViaductCatalog.All)
            .LoadFolder(Repository.PathOf("samples/demo"), name => name == "DATA" ? "/tmp" : null).Problems);

    private static List<string> Load(
        string components, string filter = "Order.Total > 1", string schema = Schema, string? map = null,
        bool receives = true, string location = "", string promote = "")
    {
        string maps = map is null ? "" : "maps: [ maps/m.xsl ]";
        using var files = new ConfigurationUnderTest();
        files.Write("viaduct.yaml", "group: g\n");
        files.Write("applications/a/schemas/Properties.xsd", Properties);
        files.Write(
            $"applications/a/schemas/{(components == Flat ? "Flat" : "Order")}.xsd", schema);
        files.Write("applications/a/maps/m.xsl", map ?? Map);
        files.Write(
            "applications/a/application.yaml",
            $$"""
            application: a
            propertySchemas: [ { prefix: Order, file: schemas/Properties.xsd{{promote}} } ]
            receivePorts:
              - name: r
                {{(receives ? maps : "")}}
                locations:
                  - { name: l, folder: { path: /in }, receive: [ {{components}} ] }{{location}}
            sendPorts:
              - name: s
                filter: {{filter}}
                {{(receives ? "" : maps)}}
                folder: { path: /out }
            """);
        var catalog = new RuntimeCatalog(
            [new FolderAdapter()], [.. FormatComponents.All, new TestComponent("open", ComponentStage.Disassemble)],
            Viaduct.Formats.Maps.MapKinds.All);
        var problems = new ConfigurationLoader(catalog).LoadFolder(files.Path, _ => null).Problems;
        return [.. problems.Select(problem => problem.ToString())];
    }
}
