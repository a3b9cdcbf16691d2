using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Stylesheets;

namespace Viaduct.Formats.Maps;

/// <summary>Maps for tools without a server: they promote nothing, and take documents of any type.</summary>
public static class MapTools
{
    /// <summary>The map that a stylesheet is.</summary>
    /// <param name="map">The stylesheet, and how it runs.</param>
    /// <param name="files">Where it is.</param>
    /// <exception cref="ComponentConfigurationException">It is not usable.</exception>
    public static IMap Stylesheet(MapModel map, IPackageFiles files) =>
        new StylesheetMapFactory(".xsl").Create(map with { From = map.From ?? "*" }, new ComponentResources(files, []));
}
