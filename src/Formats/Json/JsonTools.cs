using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Json;

/// <summary>
/// The components for tools without a server: they promote nothing, so they need no property schemas.
/// </summary>
public static class JsonTools
{
    /// <summary>What makes messages of JSON.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">Where the schema is.</param>
    /// <exception cref="ComponentConfigurationException">The schema or an option is not usable.</exception>
    public static IDisassembler Parser(JsonOptions options, IPackageFiles files) =>
        JsonDisassemblerFactory.Create(options, new ComponentResources(files, []), promotes: false);

    /// <summary>What turns XML into JSON.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">Where the schema is.</param>
    /// <exception cref="ComponentConfigurationException">The schema or an option is not usable.</exception>
    public static IBodyComponent Writer(JsonAssembleOptions options, IPackageFiles files) =>
        (IBodyComponent)new JsonAssemblerFactory().Create(options, new ComponentResources(files, []));
}
