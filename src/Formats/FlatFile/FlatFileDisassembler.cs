using System.Runtime.CompilerServices;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>Makes XML messages of a flat file, one for each root record, streaming.</summary>
internal sealed class FlatFileDisassembler(FlatFileOptions options, FlatSchemas schemas, PromotionPlan? plan)
    : IDisassembler
{
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
    public async IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        PipelineMessage message,
        PipelineContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var resumed = ResumedPart.Of(message, schemas.Body.MessageType);
        if (resumed.IsMessage)
        {
            yield return DisassembledItem.Good(message, options.Recoverable);
            yield break;
        }

        await using var file = new FlatInterchange(options, resumed.SchemasOf(schemas), plan, message, context);
        while (await file.NextAsync(cancellationToken) is { } item) yield return item;
    }

    private static ValueTask NoDrain() => default;
}
