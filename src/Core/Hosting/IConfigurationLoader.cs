namespace Viaduct.Core.Hosting;

/// <summary>Makes the runtime's model of a package that was applied.</summary>
public interface IConfigurationLoader
{
    /// <summary>Builds the model.</summary>
    /// <exception cref="Pipelines.ComponentConfigurationException">
    /// The package does not fit this program, for example because a newer version packed it.
    /// </exception>
    LoadedConfiguration Load(ReadOnlyMemory<byte> package);
}
