using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml;

/// <summary>Validates a document against the schema of its type. The message stays as it is.</summary>
internal sealed class XmlValidator(SchemaCatalog catalog) : IBodyComponent
{
    /// <inheritdoc/>
    public string Sentence => "Validates each XML document against the schema of its type.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
            using var pass = new DocumentPass(document, null);
            await pass.ReadToRootAsync(cancellationToken);
            var type = new DocumentType(document.Xml.NamespaceURI, document.Xml.LocalName);
            if (catalog.Find(type) is not { Set: not null } schema) return catalog.Unknown(type, document.Place);
            pass.Validation = new SchemaValidation(schema, document);
            await pass.ReadToEndAsync(cancellationToken);
            return pass.Validation.Failure;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }
}
