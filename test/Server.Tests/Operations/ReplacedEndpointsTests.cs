using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Server.Tests.Operations;

/// <summary>A change replaces what it concerns, and nothing else: files count by what they hold.</summary>
public class ReplacedEndpointsTests
{
    [Fact]
    public void Files_that_an_endpoint_is_not_made_of_do_not_matter()
    {
        var before = Load();
        Assert.Empty(Replaced(before, Load()));
        Assert.Equal(["one-in"], Replaced(before, Load(folder => Schema(folder, "one", "Order", "xs:int"))));
        Assert.Equal(["one-out"], Replaced(before, Load(folder => Map(folder, "one", "changed"))));
        Assert.Equal(["two-in"], Replaced(before, Load(folder => Schema(folder, "two", "Order", "xs:int"))));
        Assert.Equal(["two-out"], Replaced(before, Load(folder => Map(folder, "two", "changed"))));
    }

    [Fact]
    public void A_promotion_concerns_what_its_application_makes_of_files_and_schemas() =>
        Assert.Equal(
            ["two-in", "two-out"],
            Replaced(Load(), Load(folder => Application(folder, "two", "/Order/Other"))).Order());

    [Fact]
    public void Another_pipeline_leaves_the_receiver_alone()
    {
        var (before, after) = (Load(), Load(folder => Schema(folder, "one", "Order", "xs:int")));
        Assert.Empty(ReplacedEndpoints.Receivers(before, after));
        Assert.Equal(["one-in"], ReplacedEndpoints.Pipelines(before, after));
    }

    private static string[] Replaced(GroupModel before, GroupModel after) =>
    [
        .. ReplacedEndpoints.Receivers(before, after).Union(ReplacedEndpoints.Pipelines(before, after)),
        .. ReplacedEndpoints.SendPorts(before, after),
    ];

    private static GroupModel Load(Action<TempFolder>? change = null)
    {
        using var folder = new TempFolder();
        folder.Write("viaduct.yaml", "group: test\n");
        foreach (string application in new[] { "one", "two" })
        {
            Application(folder, application, "/Order/Id");
            Schema(folder, application, "Order", "xs:string");
            Schema(folder, application, "Invoice", "xs:string", "other");
            Map(folder, application, "text");
        }

        change?.Invoke(folder);
        var result = new ConfigurationLoader(ViaductCatalog.All).LoadFolder(folder.Path, _ => null);
        Assert.True(result.Configuration is not null, string.Join('\n', result.Problems));
        return result.Configuration.Group;
    }

    private static void Application(TempFolder folder, string name, string path) => folder.Write(
        $"applications/{name}/application.yaml",
        $$"""
        application: {{name}}
        propertySchemas:
          - prefix: P{{name}}
            namespace: urn:{{name}}:properties
            properties:
              - name: Id
                promote: [ { messageType: "urn:{{name}}#Order", path: {{path}} } ]
        receivePorts:
          - name: {{name}}
            locations:
              - name: {{name}}-in
                receive: [ { xml: { schemas: [ schemas/Order.xsd ] } } ]
                file: { folder: /nowhere/{{name}} }
        sendPorts:
          - name: {{name}}-out
            filter: receivePort == "{{name}}"
            maps: [ { file: maps/m.xsl, from: "urn:{{name}}#Order" } ]
            file: { folder: /nowhere/out-{{name}}, fileName: "%MessageID%" }
          - name: {{name}}-plain
            filter: receivePort == "{{name}}"
            file: { folder: /nowhere/plain-{{name}}, fileName: "%MessageID%" }

        """);

    private static void Schema(
        TempFolder folder, string application, string root, string type, string? name = null) => folder.Write(
        $"applications/{application}/schemas/{name ?? root}.xsd",
        $$"""
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:{{application}}"
            elementFormDefault="unqualified">
          <xs:element name="{{root}}"><xs:complexType><xs:sequence>
            <xs:element name="Id" type="{{type}}" /><xs:element name="Other" type="xs:string" minOccurs="0" />
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """);

    private static void Map(TempFolder folder, string application, string text) => folder.Write(
        $"applications/{application}/maps/m.xsl",
        $"""
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
        <xsl:template match="/"><R>{text}</R></xsl:template>
        </xsl:stylesheet>
        """);
}
