using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Envelopes;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml;

/// <summary>
/// Makes messages of XML: of a document one, of an envelope one for each document in it. UTF-8, with their types and
/// promoted properties, and validated if wanted, all in one pass.
/// </summary>
internal sealed class XmlDisassembler(XmlOptions options, SchemaCatalog catalog)
    : IRestartableDisassembler, IKnowsDocuments, IKnowsProperties
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string>? MessageTypes => catalog.HasSchemas ? catalog.MessageTypes : null;

    /// <inheritdoc/>
    public bool TakesOthers => options.AllowUnrecognized || !catalog.HasSchemas;

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => catalog.Promoted;

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => catalog.Doubts;

    /// <inheritdoc/>
    public string? DoubtOf(ConfiguredPromotion promotion) =>
        promotion.Form == PromotionForm.Path
            && catalog.Find(DocumentType.Parse(promotion.MessageType)) is { } schema
            ? PathCheck.DoubtOf(PropertyPathParser.Parse(promotion.Path), schema)
            : null;

    /// <inheritdoc/>
    public string Sentence => (catalog.HasSchemas, options.AllowUnrecognized, options.Validate) switch
    {
        (false, _, _) => "Takes any XML document.",
        (_, false, false) => "Takes the XML documents that its schemas declare.",
        (_, false, true) => "Takes the XML documents that its schemas declare, and validates them.",
        (_, true, false) => "Takes any XML document, and knows those that its schemas declare.",
        (_, true, true) => "Takes any XML document, and validates those that its schemas declare.",
    };

    /// <inheritdoc/>
    public async ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
            using var pass = new DocumentPass(document, null);
            await pass.ReadToRootAsync(cancellationToken);
            return catalog.FindEnvelope(InterchangeReader.TypeOf(document)) is null
                ? InterchangeReader.Recognise(options, catalog, document)
                : null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken) =>
        new InterchangeReader(options, catalog, message, context) { From = EnvelopeMark.Of(mark) }
            .ReadAllAsync(cancellationToken);
}
