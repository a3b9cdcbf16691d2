using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Isolation;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Stylesheets;

/// <summary>Makes maps of XSLT stylesheets.</summary>
/// <param name="extension">The extension of their files.</param>
internal sealed class StylesheetMapFactory(string extension) : IMapFactory
{
    /// <inheritdoc/>
    public string Extension => extension;

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(MapModel map, IPackageFiles files) =>
        map.Schema is null
            ? StylesheetFiles.Follow(map.File, files)
            : StylesheetFiles.Follow(map.File, files).Concat(SchemaPackage.FilesOf([map.Schema], files));

    /// <inheritdoc/>
    public IMap Create(MapModel map, ComponentResources resources)
    {
        if (map.Type is not null)
            throw new ComponentConfigurationException("type names a class in an assembly; a stylesheet has none.");
        var stylesheet = Stylesheet.Load(map.File, resources.Files);
        string from = map.From ?? stylesheet.SourceMessageType ?? throw new ComponentConfigurationException(
            $"The stylesheet does not tell which type of message it takes: {stylesheet.WhyNoSource} Add from, for "
                + $"example {{ file: {map.File}, from: \"urn:contoso#Order\" }}.");
        var promotions = new ResultPromotions(map.Schema, resources);
        IsolatedStylesheet? isolated = map.Isolate
            ? new IsolatedStylesheet(stylesheet, map, MapWorkers.Shared(map.MemoryBytes))
            : null;
        return new StylesheetMap(map, from, stylesheet, isolated, promotions);
    }
}
