using System.Runtime.CompilerServices;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml;

/// <summary>
/// Makes one message of one XML document: UTF-8, with its type, its promoted properties, and validated if wanted, all
/// in one pass.
/// </summary>
internal sealed class XmlDisassembler(XmlOptions options, SchemaCatalog catalog)
    : IDisassembler, IKnowsDocuments
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string>? MessageTypes => catalog.HasSchemas ? catalog.MessageTypes : null;

    /// <inheritdoc/>
    public string? DoubtOf(ConfiguredPromotion promotion) =>
        catalog.Find(DocumentType.Parse(promotion.MessageType)) is { } schema
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
            return Recognise(document, out _);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        PipelineMessage message,
        PipelineContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DisassembledItem item;
        try
        {
            item = await DocumentAsync(message, context, cancellationToken);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            item = Bad(message, failure);
        }

        yield return item;
    }

    private async ValueTask<DisassembledItem> DocumentAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
        await using var output = new DocumentOutput(context.CreateBody(), DocumentForm.Inside);
        using var pass = new DocumentPass(document, output);
        await pass.ReadToRootAsync(cancellationToken);
        if (Recognise(document, out var type) is { } unknown) return Bad(message, unknown);
        var schema = catalog.Find(type);
        if (schema?.Plan is { } plan)
            pass.Promotions = new PromotionRun(plan, document.Lines, context.Limits.PromotedCharacters);
        if (options.Validate && schema?.Set is not null) pass.Validation = new SchemaValidation(schema, document);

        await pass.ReadToEndAsync(cancellationToken);
        if (pass.Validation?.Failure is { } invalid) return Bad(message, invalid);

        var result = new PipelineMessage(
            await output.CompleteAsync(cancellationToken),
            new MessageContextBuilder(message.Context.Build()),
            MediaType.Utf8(message.ContentType))
        {
            OtherParts = message.OtherParts,
        };
        var messageType = schema?.MessageType ?? PropertyValue.From(type.MessageType);
        result.Context.Promote(SystemProperties.MessageType, messageType);
        result.Context.Write(XmlProperties.SourceCharset, PropertyValue.From(document.Encoding.WebName));
        pass.Promotions?.Apply(result.Context);
        return DisassembledItem.Good(result);
    }

    private Failure? Recognise(DocumentReader document, out DocumentType type)
    {
        type = new DocumentType(document.Xml.NamespaceURI, document.Xml.LocalName);
        if (!catalog.HasSchemas || options.AllowUnrecognized || catalog.Find(type) is not null) return null;
        return catalog.Unknown(type, document.Place);
    }

    private DisassembledItem Bad(PipelineMessage message, Failure failure) =>
        options.Recoverable ? DisassembledItem.BadPart(message, failure) : DisassembledItem.BadInterchange(failure);
}
