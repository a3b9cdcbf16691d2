using Viaduct.Adapters.Http;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters;

/// <summary>The adapters of this assembly, for the composition of a server and for checking a configuration.</summary>
public static class HttpAdapterCatalog
{
    /// <summary>All of them, by name. What listens in this process is shared by all servers in it.</summary>
    public static IReadOnlyList<IAdapter> All { get; } = [new HttpAdapter()];
}
