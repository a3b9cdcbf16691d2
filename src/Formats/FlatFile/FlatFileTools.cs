using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.FlatFile;

/// <summary>
/// The components for tools without a server: they promote nothing, so they need no property schemas.
/// </summary>
public static class FlatFileTools
{
    /// <summary>What turns files into XML.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">Where the schemas are.</param>
    /// <exception cref="ComponentConfigurationException">A schema or an option is not usable.</exception>
    public static IDisassembler Parser(FlatFileOptions options, IPackageFiles files) =>
        FlatFileDisassemblerFactory.CreatePlain(options, files);

    /// <summary>What turns XML into files.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">Where the schemas are.</param>
    /// <exception cref="ComponentConfigurationException">A schema or an option is not usable.</exception>
    public static IBodyComponent Writer(FlatFileAssembleOptions options, IPackageFiles files) =>
        (IBodyComponent)new FlatFileAssemblerFactory().Create(options, new ComponentResources(files, []));
}
