using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Options;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>A send port, as written. Its adapter is one key with the options beneath.</summary>
internal sealed record SendPortConfig
{
    [Option("The name, unique among the send ports and send port groups of the group.", Example = "to-erp")]
    public required string Name { get; init; } = "";

    [Option("The host that sends. May be left out if there is only one.")]
    public string? Host { get; init; }

    [Option("Which messages the port gets.", Example = "receivePort == \"orders-in\" and Order.Total > 100")]
    public string? Filter { get; init; }

    [Option("What the port does. An operator's stop goes before it.")]
    public SendPortState State { get; init; } = SendPortState.Started;

    [Option("How a failed transmission is tried again; after the last retry the message is suspended.")]
    public RetryConfig Retry { get; init; } = new();

    [Option("The components of the send pipeline, in order. Without any the bytes pass through.",
        Example = "[ xmlAssemble ]")]
    public IReadOnlyList<NamedOptionsConfig> Send { get; init; } = [];

    [Option("Maps. The first whose source type fits the message is run.", Example = "[ maps/order-to-erp.xsl ]")]
    public IReadOnlyList<MapConfig> Maps { get; init; } = [];

    [Option("How messages say where they go; what names no address goes to the port's own.")]
    public DynamicConfig? Dynamic { get; init; }

    [Option("In which order messages are delivered; without it they may overtake one another.",
        Example = "{ per: port }")]
    public OrderConfig? Order { get; init; }

    [Option("True if the far side's responses are received (solicit-response).")]
    public bool TwoWay { get; init; }

    [Option("The components of the receive pipeline for responses, in order, at a two-way port. Without any the bytes "
        + "pass through.", Example = "[ xml ]")]
    public IReadOnlyList<NamedOptionsConfig> Receive { get; init; } = [];

    [Option("Maps for responses, at a two-way port. The first whose source type fits the response is run.",
        Example = "[ maps/erp-to-answer.xsl ]")]
    public IReadOnlyList<MapConfig> ResponseMaps { get; init; } = [];

    [Option("What is tracked of the port's messages beside events, and for how long.")]
    public TrackConfig? Track { get; init; }

    [OpenKeys]
    public IReadOnlyList<NamedOptionsConfig> Adapters { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
