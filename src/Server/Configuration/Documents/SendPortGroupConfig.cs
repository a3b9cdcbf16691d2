using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A send port group, as written.</summary>
internal sealed record SendPortGroupConfig
{
    [Option("The name, unique among the send ports and send port groups of the group.", Example = "everybody")]
    public required string Name { get; init; } = "";

    [Option("The members, by name; send ports of any application.", Example = "[ to-erp, to-archive ]")]
    public required IReadOnlyList<string> Ports { get; init; } = [];

    [Option("Which messages all members get, beside those they want themselves.",
        Example = "receivePort == \"orders-in\"")]
    public string? Filter { get; init; }

    public YamlMapping Source { get; init; } = new(default, []);
}
