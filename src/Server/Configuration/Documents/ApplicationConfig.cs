using Viaduct.Core.Model;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Documents;

/// <summary>The document of an application, as written.</summary>
internal sealed record ApplicationConfig
{
    [Option("The name, unique in the group.", Example = "orders")]
    public required string Application { get; init; } = "";

    [Option("The properties that filters may name, each namespace with a prefix.")]
    public IReadOnlyList<PropertySchemaConfig> PropertySchemas { get; init; } = [];

    [Option("Where messages come in.")]
    public IReadOnlyList<ReceivePortConfig> ReceivePorts { get; init; } = [];

    [Option("Where messages go out.")]
    public IReadOnlyList<SendPortConfig> SendPorts { get; init; } = [];

    [Option("Send ports that get the same messages.")]
    public IReadOnlyList<SendPortGroupConfig> SendPortGroups { get; init; } = [];

    public YamlMapping Source { get; init; } = new(default, []);
}
