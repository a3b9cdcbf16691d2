using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Model;

/// <summary>A validated configuration: everything that the servers of a group run. Immutable.</summary>
public sealed record GroupModel
{
    /// <summary>The group's name.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The address of the store as configured, for example <c>sqlite:data/contoso.db</c>; holds no secret.
    /// </summary>
    public required string Store { get; init; }

    /// <summary>True if the configuration names its store; false (default) if the default holds.</summary>
    public bool NamesStore { get; init; }

    /// <summary>What a pipeline run may use.</summary>
    public PipelineLimits Limits { get; init; } = new();

    /// <summary>The retention classes that are configured, by name.</summary>
    public IReadOnlyList<RetentionModel> Retention { get; init; } = [];

    /// <summary>All hosts; at least one.</summary>
    public required IReadOnlyList<HostModel> Hosts { get; init; }

    /// <summary>All applications, by name.</summary>
    public required IReadOnlyList<ApplicationModel> Applications { get; init; }

    /// <summary>The receive ports of all applications.</summary>
    public IEnumerable<ReceivePortModel> ReceivePorts => Applications.SelectMany(a => a.ReceivePorts);

    /// <summary>The send ports of all applications.</summary>
    public IEnumerable<SendPortModel> SendPorts => Applications.SelectMany(a => a.SendPorts);

    /// <summary>The names of the readers of all ordered send ports.</summary>
    public IEnumerable<string> OrderedReaders =>
        SendPorts.Where(port => port.Order is not null).SelectMany(port => port.Order!.ReadersOf(port.Name));
}
