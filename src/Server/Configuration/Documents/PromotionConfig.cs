using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>Where documents of a type hold a property, as written.</summary>
internal sealed record PromotionConfig
{
    [Option("The type of the documents: namespace, # and root.", Example = "urn:contoso:orders#Order")]
    public required string MessageType { get; init; } = "";

    [Option("Where it stands in documents that are XML when they are routed: the elements from the root on.",
        Example = "/Order/Total")]
    public string Path { get; init; } = "";

    [Option("Instead of path, where it stands in messages that stay JSON: a JSON Pointer.", Example = "/order/total")]
    public string Pointer { get; init; } = "";

    [Option("Instead of path, the column that it is in a file of values (CSV).", Example = "Total")]
    public string Column { get; init; } = "";

    [Option("False to write the property only, so that it travels along but cannot be routed on.")]
    public bool Promoted { get; init; } = true;

    public YamlMapping Source { get; init; } = new(default, []);
}
