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

    /// <summary>The files or folders that these options name, so that they are packed with the configuration.</summary>
    IEnumerable<string> FilesOf(object options);

    /// <summary>Makes an instance; called once per location or port and configuration.</summary>
    /// <exception cref="ComponentConfigurationException">The options or the files they name are not usable.</exception>
    IPipelineComponent Create(object options, ComponentResources resources);
}
