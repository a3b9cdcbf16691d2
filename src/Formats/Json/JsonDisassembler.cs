using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Json;

/// <summary>Makes messages of JSON: one of a file, of each line, or of each item of an array; streaming.</summary>
internal sealed class JsonDisassembler(JsonOptions options, JsonDocumentPlan plan)
    : IRestartableDisassembler, IKnowsDocuments, IKnowsProperties
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string>? MessageTypes => plan.MessageType is null ? null : [plan.MessageType];

    /// <inheritdoc/>
    public bool TakesOthers => plan.MessageType is null;

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => plan.MessageType is null
        ? plan.Catalog.Promoted
        : plan.Pointers?.Promoted ?? plan.Catalog.Find(DocumentType.Parse(plan.MessageType))?.Plan?.Promoted ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => plan.Catalog.Doubts;

    /// <inheritdoc/>
    public string Sentence => (options.PassThrough, plan.MessageType) switch
    {
        (true, null) => "Takes JSON and leaves it as it is.",
        (true, var type) => $"Takes JSON as messages of the type {type}, and leaves it as it is.",
        (_, null) => "Turns JSON into XML, whose root the only property of the document names.",
        (_, var type) => $"Turns JSON into messages of the type {type}.",
    };

    /// <inheritdoc/>
    public string? DoubtOf(ConfiguredPromotion promotion)
    {
        if (promotion.MessageType != plan.MessageType) return null;
        if (options.PassThrough)
            return promotion.Form == PromotionForm.Pointer ? null
                : "these messages stay JSON: write pointer with a JSON Pointer, for example /order/total";
        if (promotion.Form != PromotionForm.Path)
            return "these messages are XML: write path with the elements from the root on, for example /Order/total";
        return plan.Catalog.Find(DocumentType.Parse(promotion.MessageType)) is { } schema
            ? PathCheck.DoubtOf(PropertyPathParser.Parse(promotion.Path), schema)
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        if (ResumedMessage.Is(message, plan.MessageType)) return null;
        await using var file = new JsonInterchange(options, plan, message, context);
        return await file.ProbeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken)
    {
        if (ResumedMessage.Is(message, plan.MessageType)) return PartReading.OneAsync(message, options.Recoverable);
        var file = new JsonInterchange(options, plan, message, context) { From = FileMark.Of(mark) };
        return file.ReadAllAsync(cancellationToken);
    }
}
