using Viaduct.Adapters.File;
using Viaduct.Adapters.Loopback;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters;

/// <summary>The adapters of this assembly, for the composition of a server and for checking a configuration.</summary>
public static class AdapterCatalog
{
    /// <summary>All of them, by name; each has no state, and may be shared.</summary>
    public static IReadOnlyList<IAdapter> All { get; } = [new FileAdapter(), new LoopbackAdapter()];
}
