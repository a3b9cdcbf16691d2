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
    public string Description => "Recognises XML documents, gives them their type, and promotes their properties.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(XmlOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        SchemaPackage.FilesOf(((XmlOptions)options).Schemas, files);

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var xml = (XmlOptions)options;
        if (xml.Validate && xml.Schemas.Count == 0)
            throw new ComponentConfigurationException(
                "xml: validate is true, but there are no schemas to validate against. Name them under schemas.");
        return new XmlDisassembler(xml, SchemaCatalog.Load(xml.Schemas, resources));
    }
}
