using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Formats;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>A promotion says where its value stands: by path, pointer or column, as the messages need it.</summary>
public class PromotionPlaceTests
{
    private const string Passing = "json: { passThrough: true, messageType: T }";

    [Theory]
    [InlineData(Passing, "pointer: /order/total", PromotionForm.Pointer)]
    [InlineData(Passing, "pointer: \"/a~1b/0/x:y z\"", PromotionForm.Pointer)]
    [InlineData("json: { root: T }", "path: /T/total", PromotionForm.Path)]
    [InlineData("csv: { record: T, columns: [ Id, Net total ] }", "column: Net total", PromotionForm.Column)]
    [InlineData("csv: { record: T }", "path: /T/Id", PromotionForm.Path)]
    public void LoadFolder_PlaceThatFits_HasNoProblem(string component, string place, PromotionForm form)
    {
        var result = Load(component, place);
        Assert.Empty(result.Problems);
        var application = Assert.Single(result.Configuration!.Group.Applications);
        Assert.Equal(form, Assert.Single(application.Promotions).Form);
    }

    [Theory]
    [InlineData(Passing, "promoted: true", "Promotion has no path.")]
    [InlineData(Passing, "path: /T/a, pointer: /a", "Promotion has several places.")]
    [InlineData(Passing, "pointer: a", "The pointer \"a\" cannot be followed.")]
    [InlineData(Passing, "pointer: /a~2", "~ stands as ~0 or ~1 only")]
    [InlineData(Passing, "path: a", "The path \"a\" cannot be followed.")]
    [InlineData(Passing, "path: /T/a", "these messages stay JSON: write pointer")]
    [InlineData("json: { root: T }", "pointer: /a", "these messages are XML: write path")]
    [InlineData("csv: { record: T, columns: [ Id, Total ] }", "column: Totl", "Total is probably meant")]
    [InlineData("csv: { record: T }", "pointer: /a", "write column")]
    public void LoadFolder_PlaceThatFindsNothing_IsTold(string component, string place, string problem) =>
        Assert.Contains(problem, Assert.Single(Load(component, place).Problems).ToString(), StringComparison.Ordinal);

    [Fact]
    public void LoadFolder_JsonSchema_IsRefusedByName() => Assert.Contains(
        "validateJson is not supported by this version.",
        Assert.Single(Load(Passing + ", validateJson: {}", "pointer: /a").Problems).ToString(),
        StringComparison.Ordinal);

    private static ConfigurationResult Load(string components, string place)
    {
        using var files = new ConfigurationUnderTest();
        files.Write("viaduct.yaml", "group: g\n");
        files.Write(
            "applications/a/application.yaml",
            $$"""
            application: a
            propertySchemas:
              - prefix: P
                namespace: urn:p
                properties: [ { name: Total, promote: [ { messageType: T, {{place}} } ] } ]
            receivePorts:
              - name: r
                locations:
                  - { name: l, folder: { path: /in }, receive: [ {{components}} ] }
            sendPorts:
              - { name: s, filter: 'receivePort == "r"', folder: { path: /out } }
            """);
        return new ConfigurationLoader(new RuntimeCatalog([new FolderAdapter()], FormatComponents.All, []))
            .LoadFolder(files.Path, _ => null);
    }
}
