using System.Text.Json.Nodes;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Tests.Configuration.Reference;

public class JsonSchemaTests
{
    private readonly JsonNode _schema;

    public JsonSchemaTests()
    {
        using var files = new ConfigurationUnderTest();
        _schema = JsonNode.Parse(ConfigurationReference.JsonSchema(files.Catalog))!;
    }

    [Fact]
    public void JsonSchema_Adapter_IsAKeyWithItsOptions()
    {
        var port = _schema["$defs"]!["sendPort"]!;
        Assert.Equal("#/$defs/send-adapter-folder", (string?)port["properties"]!["folder"]!["$ref"]);
        Assert.Equal("""[{"required":["folder"]}]""", port["oneOf"]!.ToJsonString());
        Assert.False((bool)port["additionalProperties"]!);

        var options = _schema["$defs"]!["send-adapter-folder"]!;
        Assert.Equal("""["path"]""", options["required"]!.ToJsonString());
        Assert.Equal("5s", (string?)options["properties"]!["every"]!["default"]);
        Assert.Equal("How often the folder is looked at.", (string?)options["properties"]!["every"]!["description"]);
        Assert.Contains("overwrite", options["properties"]!["mode"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("#/$defs/owner", (string?)options["properties"]!["owner"]!["$ref"]);
    }

    [Fact]
    public void JsonSchema_Components_AreThoseOfTheDirection()
    {
        string receive = _schema["$defs"]!["receiveLocation"]!["properties"]!["receive"]!.ToJsonString();
        Assert.Contains("\"enum\":[\"xml\",\"unpack\",\"check\"]", receive, StringComparison.Ordinal);
        string send = _schema["$defs"]!["sendPort"]!["properties"]!["send"]!.ToJsonString();
        Assert.Contains("\"enum\":[\"assemble\",\"sign\"]", send, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonSchema_EveryReference_LeadsToADefinition()
    {
        var definitions = _schema["$defs"]!.AsObject();
        string[] references = [.. References(_schema)];
        Assert.NotEmpty(references);
        Assert.All(references, r => Assert.True(definitions.ContainsKey(r["#/$defs/".Length..]), r));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject all => all.SelectMany(p => p.Key == "$ref" ? [(string)p.Value!] : References(p.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
