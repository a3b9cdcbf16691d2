namespace Viaduct.Core.Pipelines;

/// <summary>Makes maps from files of a kind.</summary>
public interface IMapFactory
{
    /// <summary>The file extension with its dot, for example <c>.xsl</c>.</summary>
    string Extension { get; }

    /// <summary>Makes the map that a file holds.</summary>
    /// <exception cref="ComponentConfigurationException">The file is not a usable map.</exception>
    IMap Create(string path, ComponentResources resources);
}
