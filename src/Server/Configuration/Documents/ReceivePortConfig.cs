using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A receive port, as written.</summary>
internal sealed record ReceivePortConfig
{
    [Option("The name, unique among the receive ports of the group.", Example = "orders-in")]
    public required string Name { get; init; } = "";

    [Option("The addresses of the port.")]
    public required IReadOnlyList<ReceiveLocationConfig> Locations { get; init; } = [];

    [Option("Maps. The first whose source type fits the message is run.", Example = "[ maps/order-to-erp.xsl ]")]
    public IReadOnlyList<MapConfig> Maps { get; init; } = [];

    [Option("True if whoever sends a message waits for the response to it (request-response).")]
    public bool TwoWay { get; init; }

    [Option("How long a response is waited for, at a two-way port.", Min = "1s", Max = "1h")]
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromMinutes(1);

    [Option("Maps for responses, at a two-way port. The first whose source type fits the response is run.",
        Example = "[ maps/erp-to-answer.xsl ]")]
    public IReadOnlyList<MapConfig> ResponseMaps { get; init; } = [];

    [Option("What is tracked of the messages of all locations beside events, and for how long.")]
    public TrackConfig? Track { get; init; }

    public YamlMapping Source { get; init; } = new(default, []);
}
