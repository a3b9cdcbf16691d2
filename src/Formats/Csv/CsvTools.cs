using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Csv;

/// <summary>The components for tools without a server.</summary>
public static class CsvTools
{
    /// <summary>What makes messages of rows.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">The package; nothing of it is read.</param>
    /// <exception cref="ComponentConfigurationException">An option is not usable.</exception>
    public static IDisassembler Parser(CsvOptions options, IPackageFiles files) =>
        (IDisassembler)new CsvDisassemblerFactory().Create(options, new ComponentResources(files, []));

    /// <summary>What turns XML into rows.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">The package; nothing of it is read.</param>
    /// <exception cref="ComponentConfigurationException">An option is not usable.</exception>
    public static IBodyComponent Writer(CsvAssembleOptions options, IPackageFiles files) =>
        (IBodyComponent)new CsvAssemblerFactory().Create(options, new ComponentResources(files, []));
}
