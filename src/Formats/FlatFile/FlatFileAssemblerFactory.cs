using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.FlatFile;

/// <summary>Makes the component <c>flatFileAssemble</c>.</summary>
internal sealed class FlatFileAssemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "flatFileAssemble";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Assemble;

    /// <inheritdoc/>
    public string Description => "Writes XML documents as flat files by annotated schemas.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(FlatFileAssembleOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files)
    {
        var flat = (FlatFileAssembleOptions)options;
        return FlatFileDisassemblerFactory.Packed(
            [.. FlatFileDisassemblerFactory.Named(flat.Schema, flat.Header)], files);
    }

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var flat = (FlatFileAssembleOptions)options;
        var body = FlatSchemas.Load(flat.Schema, resources.Files, flat.Root.Length == 0 ? null : flat.Root);
        var header = flat.Header.Length == 0 ? null : FlatSchemas.Load(flat.Header, resources.Files);
        if (FlatFileDisassemblerFactory.EncodingOf(flat.Charset, Name) is { } encoding)
            body = body with { Encoding = encoding };
        return new FlatFileAssembler(flat, body, header);
    }
}
