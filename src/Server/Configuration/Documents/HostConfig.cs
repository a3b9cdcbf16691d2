using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A host, as written.</summary>
internal sealed record HostConfig
{
    [Option("The name, unique in the group.", Example = "receive")]
    public required string Name { get; init; } = "";

    [Option("The servers that it runs on, by name. Default: all. Operators assign and delete instances beside that.",
        Example = "[ a, b ]")]
    public IReadOnlyList<string> Servers { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
