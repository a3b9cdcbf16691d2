using Viaduct.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Formats;
using Viaduct.Formats.Maps;

namespace Viaduct.Server.Hosting;

/// <summary>Everything that this product brings: adapters, pipeline components and maps.</summary>
public static class ViaductCatalog
{
    /// <summary>All of it.</summary>
    public static RuntimeCatalog All { get; } = new(
        [.. AdapterCatalog.All, .. HttpAdapterCatalog.All], FormatComponents.All, MapKinds.All);
}
