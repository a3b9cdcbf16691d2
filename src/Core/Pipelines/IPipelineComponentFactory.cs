namespace Viaduct.Core.Pipelines;

/// <summary>
/// Describes a kind of component and makes instances. The options record is the single source of the YAML shape, the
/// JSON Schema and the reference page.
/// </summary>
public interface IPipelineComponentFactory
{
    /// <summary>The key in configuration, for example <c>xml</c> or <c>validateXml</c>.</summary>
    string Name { get; }

    /// <summary>Where in a pipeline the component belongs.</summary>
    ComponentStage Stage { get; }

    /// <summary>One sentence for the reference page.</summary>
    string Description { get; }

    /// <summary>The options: a sealed record with init properties and a parameterless constructor.</summary>
    Type OptionsType { get; }

    /// <summary>
    /// The files that these options need, so that they are packed with the configuration: those they name, those in
    /// folders they name, and those that such files name in turn (a schema's imports), as far as
    /// <paramref name="files"/> has them. What is missing is reported by <see cref="Create"/>.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="files">The files next to the configuration, before they are packed.</param>
    IEnumerable<string> FilesOf(object options, IPackageFiles files);

    /// <summary>Makes an instance; called once per location or port and configuration.</summary>
    /// <exception cref="ComponentConfigurationException">The options or the files they name are not usable.</exception>
    IPipelineComponent Create(object options, ComponentResources resources);
}
