using Viaduct.Core.Hosting;
using Viaduct.Formats;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>The components that the product brings, as configurations name them.</summary>
public class XmlConfigurationTests
{
    private const string Application =
        """
        application: orders
        propertySchemas: [ { prefix: Order, file: schemas/Properties.xsd } ]
        receivePorts:
          - name: r
            locations: [ { name: l, folder: { path: /in },
                receive: [ xml: { schemas: [ schemas ], validate: true } ] } ]
        sendPorts:
          - { name: s, filter: Order.Total > 100, folder: { path: /out }, send: [ xmlAssemble: { charset: utf-16 } ] }
        """;

    private const string Properties =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:p"
            xmlns:b="http://schemas.microsoft.com/BizTalk/2003">
          <xs:annotation><xs:appinfo><b:schemaInfo schema_type="property"/></xs:appinfo></xs:annotation>
          <xs:element name="Total" type="xs:decimal"/>
        </xs:schema>
        """;

    private const string Order =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:o" xmlns="urn:o"
            xmlns:b="http://schemas.microsoft.com/BizTalk/2003" xmlns:p="urn:p" elementFormDefault="qualified">
          <xs:annotation><xs:appinfo><b:imports>
            <b:namespace prefix="p" uri="urn:p" location="Properties.xsd"/>
          </b:imports></xs:appinfo></xs:annotation>
          <xs:element name="Order">
            <xs:annotation><xs:appinfo><b:properties>
              <b:property name="p:Total" xpath="/*[local-name()='Order']/*[local-name()='Total']"/>
            </b:properties></xs:appinfo></xs:annotation>
            <xs:complexType><xs:sequence><xs:element name="Total" type="xs:decimal"/></xs:sequence></xs:complexType>
          </xs:element>
        </xs:schema>
        """;

    [Fact]
    public void LoadFolder_SchemasInAFolder_ArePackedAndUsed()
    {
        using var files = Files();
        var result = Load(files);
        Assert.Equal([], result.Problems.Select(p => p.ToString()));
        Assert.Equal(
            ["a/schemas/Order.xsd", "a/schemas/Properties.xsd"],
            result.Configuration!.Package.Paths.Where(p => p.Contains("schemas")).Select(
                p => p["applications/".Length..]));
        Assert.NotNull(new ConfigurationLoader(Catalog).Load(result.Configuration.Package.Bytes));
    }

    [Fact]
    public void LoadFolder_BrokenSchema_NamesItsFileAndLine()
    {
        using var files = Files();
        files.Write("applications/a/schemas/Order.xsd", Order.Replace("xs:sequence>", "xs:sequel>"));
        var problem = Assert.Single(Load(files).Problems);
        Assert.Equal("applications/a/schemas/Order.xsd", problem.File);
        Assert.True(problem.Line > 1);
        Assert.EndsWith("in application.yaml, line 6.", problem.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadFolder_MissingSchema_NamesTheOneThatIsProbablyMeant()
    {
        using var files = Files();
        files.Write("applications/a/application.yaml", Application.Replace("[ schemas ]", "[ schemas/Ordr.xsd ]"));
        var problem = Load(files).Problems[0];
        Assert.Equal("applications/a/application.yaml", problem.File);
        Assert.Equal("Write schemas/Order.xsd.", problem.Fix);
    }

    [Fact]
    public void LoadFolder_SchemaOfAnotherFolder_IsRefused()
    {
        using var files = Files();
        files.Write("applications/a/application.yaml", Application.Replace("[ schemas ]", "[ ../../../etc ]"));
        Assert.Null(Load(files).Configuration);
    }

    [Theory]
    [InlineData("urn:o#Ordr", "/Order/Total", "No schema of the application declares", "Write urn:o#Order.")]
    [InlineData("urn:o#Order", "/Order/Totl", "finds nothing in urn:o#Order", "Total is probably meant")]
    [InlineData("urn:o#Order", "/Order/@id", "finds nothing in urn:o#Order", "@id leads nowhere")]
    [InlineData("urn:o#Order", "Order/Total", "cannot be followed", "a path begins with /")]
    public void LoadFolder_PromotionThatTheSchemasDoNotKnow_IsToldAtItsPlace(
        string type, string path, string what, string more)
    {
        using var files = Files();
        string promoted = "{ prefix: Order, file: schemas/Properties.xsd,\n      properties: [ { name: Total, promote: "
            + $"[ {{ messageType: \"{type}\", path: {path} }} ] }} ] }}";
        files.Write("applications/a/application.yaml",
            Application.Replace("{ prefix: Order, file: schemas/Properties.xsd }", promoted));
        var problem = Assert.Single(Load(files).Problems);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Contains(more, $"{problem}", StringComparison.Ordinal);
        Assert.Equal(3, problem.Line);
    }

    [Fact]
    public void LoadFolder_PromotionThatTheSchemasKnow_HasNoProblem()
    {
        using var files = Files();
        files.Write("applications/a/application.yaml", Application.Replace(
            "{ prefix: Order, file: schemas/Properties.xsd }",
            "{ prefix: Order, file: schemas/Properties.xsd,\n      properties: [ { name: Total, promote: "
            + "[ { messageType: \"urn:o#Order\", path: \"/{urn:o}Order/Total\" } ] } ] }"));
        Assert.Equal([], Load(files).Problems.Select(p => p.ToString()));
    }

    private static RuntimeCatalog Catalog => new([new FolderAdapter()], FormatComponents.All, []);

    private static ConfigurationResult Load(ConfigurationUnderTest files) =>
        new ConfigurationLoader(Catalog).LoadFolder(files.Path, _ => null);

    private static ConfigurationUnderTest Files() => new ConfigurationUnderTest()
        .Write("viaduct.yaml", "group: g\n")
        .Write("applications/a/application.yaml", Application)
        .Write("applications/a/schemas/Properties.xsd", Properties)
        .Write("applications/a/schemas/Order.xsd", Order);
}
