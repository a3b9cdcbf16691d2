using Viaduct.Core.Model;

namespace Viaduct.Core.Pipelines;

/// <summary>Makes maps from files of a kind.</summary>
public interface IMapFactory
{
    /// <summary>The file extension with its dot, for example <c>.xsl</c>.</summary>
    string Extension { get; }

    /// <summary>
    /// The files that the map needs, so that they are packed with the configuration: its own and those that it names
    /// in turn, as far as <paramref name="files"/> has them. What is missing is reported by <see cref="Create"/>.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="files">The files next to the configuration, before they are packed.</param>
    IEnumerable<string> FilesOf(MapModel map, IPackageFiles files);

    /// <summary>Makes the map that a file holds; called once per location or port and configuration.</summary>
    /// <exception cref="ComponentConfigurationException">The file is not a usable map.</exception>
    IMap Create(MapModel map, ComponentResources resources);
}
