using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml;

/// <summary>Validates a document against the schema of its type. The message stays as it is.</summary>
internal sealed class XmlValidator(SchemaCatalog catalog) : IBodyComponent, IKnowsProperties
{
    /// <inheritdoc/>
    public string Sentence => "Validates each XML document against the schema of its type.";

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => [];

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => catalog.Doubts;

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) =>
        (await CheckAsync(message, context.Limits, cancellationToken)).Failure;

    /// <summary>What is wrong with a document as a whole, and each error against its schema alone.</summary>
    /// <param name="message">The document.</param>
    /// <param name="limits">The limits on it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async ValueTask<(Failure? Failure, IReadOnlyList<Failure> Errors)> CheckAsync(
        PipelineMessage message, PipelineLimits limits, CancellationToken cancellationToken)
    {
        IReadOnlyList<Failure> errors = [];
        try
        {
            await using var document = await DocumentReader.OpenAsync(message, limits, cancellationToken);
            using var pass = new DocumentPass(document, null);
            await pass.ReadToRootAsync(cancellationToken);
            var type = new DocumentType(document.Xml.NamespaceURI, document.Xml.LocalName);
            if (catalog.Find(type) is not { Set: not null } schema)
                return (catalog.Unknown(type, document.Place), errors);
            pass.Validation = new SchemaValidation(schema, document);
            errors = pass.Validation.All;
            await pass.ReadToEndAsync(cancellationToken);
            return (pass.Validation.Failure, errors);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return (failure, errors);
        }
    }
}
