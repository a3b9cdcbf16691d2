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

    [Option("One instance of it is active, the others stand by and take over. Without this key all are active.",
        Example = "{ preferred: [ a, b ], failback: immediate }")]
    public ClusterConfig? Cluster { get; init; }

    public YamlMapping Source { get; init; } = new(default, []);
}
