using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>Where documents of a type hold a property, as written.</summary>
internal sealed record PromotionConfig
{
    [Option("The type of the documents: namespace, # and root.", Example = "urn:contoso:orders#Order")]
    public required string MessageType { get; init; } = "";

    [Option("The path in the document; for XML an absolute path of elements.", Example = "/Order/Total")]
    public required string Path { get; init; } = "";

    [Option("False to write the property only, so that it travels along but cannot be routed on.")]
    public bool Promoted { get; init; } = true;

    public YamlMapping Source { get; init; } = new(default, []);
}
