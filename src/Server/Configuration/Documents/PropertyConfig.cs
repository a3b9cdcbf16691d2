using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A declared property, as written.</summary>
internal sealed record PropertyConfig
{
    [Option("The name, as in filters behind the prefix.", Example = "Total")]
    public required string Name { get; init; } = "";

    [Option("The type. Without a file, string if it is not given.")]
    public PropertyTypeConfig? Type { get; init; }

    [Option("Where documents hold the property. Schemas can promote it too.")]
    public IReadOnlyList<PromotionConfig> Promote { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
