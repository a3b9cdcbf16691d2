using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <summary>A process of a simulation, and what it has in hand.</summary>
/// <param name="process">The process.</param>
internal sealed class Actor(StoreProcess process)
{
    /// <summary>The process.</summary>
    public StoreProcess Process => process;

    /// <summary>The open items that it works on.</summary>
    public List<OpenItemKey> Items { get; } = [];

    /// <summary>The claims that it holds.</summary>
    public List<Guid> Claims { get; } = [];

    /// <summary>The stopped ports that it holds.</summary>
    public List<ReaderGrant> Stopped { get; } = [];
}
