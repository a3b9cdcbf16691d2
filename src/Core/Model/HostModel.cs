namespace Viaduct.Core.Model;

/// <summary>A logical container of work: the unit of scaling, isolation and throttling.</summary>
/// <param name="Name">Unique in the group.</param>
public sealed record HostModel(string Name)
{
    /// <summary>The servers that it runs on; none: all. Default: none.</summary>
    public IReadOnlyList<string> Servers { get; init; } = [];

    /// <summary>Its cluster; null (default): all its instances are active.</summary>
    public ClusterModel? Cluster { get; init; }
}
