using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Assemblies;
using Viaduct.Formats.Maps.Stylesheets;

namespace Viaduct.Formats.Maps;

/// <summary>The kinds of maps that this assembly brings.</summary>
public static class MapKinds
{
    /// <summary>One factory for each file extension.</summary>
    public static IReadOnlyList<IMapFactory> All { get; } =
    [
        new StylesheetMapFactory(".xsl"),
        new StylesheetMapFactory(".xslt"),
        new AssemblyMapFactory(),
    ];
}
