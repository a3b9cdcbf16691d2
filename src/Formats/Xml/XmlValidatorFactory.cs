using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Xml;

/// <summary>Makes the component <c>validateXml</c>.</summary>
internal sealed class XmlValidatorFactory : IPipelineComponentFactory
{
    /// <inheritdoc/>
    public string Name => "validateXml";

    /// <inheritdoc/>
    public ComponentStage Stage => ComponentStage.Validate;

    /// <inheritdoc/>
    public string Description => "Validates XML documents against their schemas.";

    /// <inheritdoc/>
    public Type OptionsType => typeof(ValidateXmlOptions);

    /// <inheritdoc/>
    public IEnumerable<string> FilesOf(object options, IPackageFiles files) =>
        SchemaPackage.FilesOf(((ValidateXmlOptions)options).Schemas, files);

    /// <inheritdoc/>
    public IPipelineComponent Create(object options, ComponentResources resources)
    {
        var schemas = ((ValidateXmlOptions)options).Schemas;
        if (schemas.Count == 0)
            throw new ComponentConfigurationException(
                "validateXml: there are no schemas to validate against. Name them under schemas.");
        return new XmlValidator(SchemaCatalog.Load(schemas, resources with { Promotions = [] }));
    }
}
