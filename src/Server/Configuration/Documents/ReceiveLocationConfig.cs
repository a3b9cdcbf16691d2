using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A receive location, as written. Its adapter is one key with the options beneath.</summary>
internal sealed record ReceiveLocationConfig
{
    [Option("The name, unique among the receive locations of the group.", Example = "orders-folder")]
    public required string Name { get; init; } = "";

    [Option("The host that receives. May be left out if there is only one.")]
    public string? Host { get; init; }

    [Option("False to receive nothing.")]
    public bool Enabled { get; init; } = true;

    [Option("The components of the receive pipeline, in order. Without any the bytes pass through.",
        Example = "[ xml ]")]
    public IReadOnlyList<NamedOptionsConfig> Receive { get; init; } = [];

    [Option("The components of the send pipeline for responses, in order, at a two-way port. Without any the bytes "
        + "pass through.", Example = "[ xmlAssemble ]")]
    public IReadOnlyList<NamedOptionsConfig> Send { get; init; } = [];

    [Option("What is tracked of the location's messages, instead of what its port says.")]
    public TrackConfig? Track { get; init; }

    [OpenKeys]
    public IReadOnlyList<NamedOptionsConfig> Adapters { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
