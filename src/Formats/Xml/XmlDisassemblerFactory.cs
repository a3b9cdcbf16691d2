using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>Makes the component <c>xml</c>.</summary>
internal sealed class XmlDisassemblerFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "xml";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Disassemble;

    /// <inheritdoc/>
    public string Description =>
        "Recognises XML documents, takes them out of envelopes, gives them their type, and promotes their properties.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(XmlOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        SchemaPackage.FilesOf([.. ((XmlOptions)options).Schemas, .. ((XmlOptions)options).Envelopes], files);

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var xml = (XmlOptions)options;
        if (xml.Validate && xml.Schemas.Count == 0)
            throw new ComponentConfigurationException(
                "xml: validate is true, but there are no schemas to validate against. Name them under schemas.");
        if (xml is { KeepOriginal: true, Recoverable: false })
            throw new ComponentConfigurationException(
                "xml: keepOriginal is true, but recoverable is not: then the original is what is suspended anyway. Set "
                    + "recoverable, or leave keepOriginal out.");
        return new XmlDisassembler(xml, SchemaCatalog.Load(xml.Schemas, resources, true, xml.Envelopes));
    }
}
