using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Json.Schemas;

namespace Viaduct.Formats.Json;

/// <summary>Makes the component <c>jsonAssemble</c>.</summary>
internal sealed class JsonAssemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "jsonAssemble";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Assemble;

    /// <inheritdoc/>
    public string Description => "Writes XML documents as JSON, by the convention of json or by a schema.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(JsonAssembleOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        FlatFileDisassemblerFactory.Packed(
            [.. FlatFileDisassemblerFactory.Named(((JsonAssembleOptions)options).Schema)], files);

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var json = (JsonAssembleOptions)options;
        if (json.Schema.Length == 0 && json.Root.Length > 0)
            throw new ComponentConfigurationException(
                "jsonAssemble: root chooses one of the root elements of a schema, and there is no schema. Leave it "
                    + "out.");
        return new JsonAssembler(
            json, json.Schema.Length == 0 ? null : ShapedSchema.Load(json.Schema, json.Root, resources.Files));
    }
}
