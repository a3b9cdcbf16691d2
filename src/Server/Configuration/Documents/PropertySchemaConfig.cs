using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>Declared properties of one namespace, as written: in an XSD property schema, or here.</summary>
internal sealed record PropertySchemaConfig
{
    [Option("The prefix of these properties in filters.", Example = "Order")]
    public required string Prefix { get; init; } = "";

    [Option("A BizTalk property schema (XSD), relative to this file. It gives namespace, names and types.",
        Example = "schemas/OrderProperties.xsd")]
    public string? File { get; init; }

    [Option("The namespace, if there is no file.", Example = "urn:contoso:order-properties")]
    public string? Namespace { get; init; }

    [Option("The properties, if there is no file; with a file, only where documents hold its properties.")]
    public IReadOnlyList<PropertyConfig> Properties { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
