using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>
/// The components for tools without a server: they promote nothing, so they need no property schemas.
/// </summary>
public static class XmlTools
{
    /// <summary>What takes documents out of envelopes.</summary>
    /// <param name="options">The options.</param>
    /// <param name="files">Where the schemas are.</param>
    /// <exception cref="ComponentConfigurationException">A schema or an option is not usable.</exception>
    public static IDisassembler Disassembler(XmlOptions options, IPackageFiles files) =>
        new XmlDisassembler(options, CatalogOf(options, files));

    private static SchemaCatalog CatalogOf(XmlOptions options, IPackageFiles files)
    {
        try
        {
            return Load(options, files, []);
        }
        catch (ComponentConfigurationException) when (FilesBeside(options, files) is { Count: > 0 } beside)
        {
            // What they import may be named by namespace or type only: then it is looked for beside them.
            return Load(options, files, beside);
        }
    }

    private static SchemaCatalog Load(XmlOptions options, IPackageFiles files, IEnumerable<string> lookIn) =>
        SchemaCatalog.Load(
            options.Schemas, new ComponentResources(files, []), promotes: false, options.Envelopes, lookIn);

    private static List<string> FilesBeside(XmlOptions options, IPackageFiles files) =>
    [
        .. options.Schemas.Concat(options.Envelopes).Select(FlatFile.FlatSchemas.FolderOf)
            .Distinct(StringComparer.Ordinal).SelectMany(files.List)
            .Where(path => path.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase)),
    ];
}
