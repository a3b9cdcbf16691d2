using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Model;

/// <summary>Ports that are deployed together.</summary>
public sealed record ApplicationModel
{
    /// <summary>Unique in the group.</summary>
    public required string Name { get; init; }

    /// <summary>The folder in the package that the application's paths are relative to; empty for its root.</summary>
    public required string Folder { get; init; }

    /// <summary>The properties that the application declares.</summary>
    public IReadOnlyList<PropertySchemaModel> PropertySchemas { get; init; } = [];

    /// <summary>
    /// Where in documents the configuration finds properties, beside what the schemas themselves promote.
    /// </summary>
    public IReadOnlyList<ConfiguredPromotion> Promotions { get; init; } = [];

    /// <summary>The application's receive ports.</summary>
    public IReadOnlyList<ReceivePortModel> ReceivePorts { get; init; } = [];

    /// <summary>The application's send ports.</summary>
    public IReadOnlyList<SendPortModel> SendPorts { get; init; } = [];

    /// <summary>The application's send port groups; their filters are part of their members' subscriptions.</summary>
    public IReadOnlyList<SendPortGroupModel> SendPortGroups { get; init; } = [];
}
