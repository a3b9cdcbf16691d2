using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>What is tracked at a port beside events, as written.</summary>
internal sealed record TrackConfig
{
    [Option("Where bodies are tracked: before and after the port's pipeline and map. Without it they are not.",
        Example = "[ before, after ]")]
    public IReadOnlyList<BodyWord> Bodies { get; init; } = [];

    [Option("The properties that are tracked if they are promoted. Without it all but those of the system; an empty "
        + "list for none.", Example = "[ Order.Id, BTS.Operation ]")]
    public IReadOnlyList<string>? Properties { get; init; }

    [Option("The retention class: how long events and bodies of the port are kept.", Example = "audit")]
    public string Retention { get; init; } = "default";

    public YamlMapping Source { get; init; } = new(default, []);
}
