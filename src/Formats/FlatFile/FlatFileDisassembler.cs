using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.FlatFile;

/// <summary>Makes XML messages of a flat file, one for each root record, streaming.</summary>
/// <param name="options">The options.</param>
/// <param name="schemas">What is read.</param>
/// <param name="declared">The same body as XML, with what is promoted from it; null for nothing.</param>
internal sealed class FlatFileDisassembler(FlatFileOptions options, FlatSchemas schemas, DocumentSchema? declared)
    : IRestartableDisassembler, IKnowsDocuments, IKnowsProperties
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> MessageTypes => [schemas.Body.MessageType];

    /// <inheritdoc/>
    public bool TakesOthers => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => declared?.Plan?.Promoted ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => declared?.Doubts ?? [];

    /// <inheritdoc/>
    public string? DoubtOf(ConfiguredPromotion promotion) =>
        declared is not null && promotion.Form == PromotionForm.Path
            && promotion.MessageType == schemas.Body.MessageType
            ? PathCheck.DoubtOf(PropertyPathParser.Parse(promotion.Path), declared)
            : null;

    /// <inheritdoc/>
    public string Sentence => $"Turns flat files into messages of the type {schemas.Body.MessageType}.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            var resumed = ResumedPart.Of(message, schemas.Body.MessageType);
            if (resumed.IsMessage) return null;
            var part = resumed.SchemasOf(schemas);
            await using var parser = new FlatParser(
                await message.Body.OpenAsync(cancellationToken), part, context.Limits);
            if (await parser.IsEmptyAsync(cancellationToken)) return FlatInterchange.NoBytes;
            if (part.Header is not null) await parser.ReadHeaderAsync(null, NoDrain, cancellationToken);
            if (await parser.HasBodyAsync(isFirst: true, cancellationToken))
                await parser.ReadBodyAsync(null, NoDrain, cancellationToken);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken)
    {
        var resumed = ResumedPart.Of(message, schemas.Body.MessageType);
        if (resumed.IsMessage) return PartReading.OneAsync(message, options.Recoverable);
        var file = new FlatInterchange(options, resumed.SchemasOf(schemas), declared?.Plan, message, context)
        {
            From = FileMark.Of(mark),
        };
        return file.ReadAllAsync(cancellationToken);
    }

    private static ValueTask NoDrain() => default;
}
