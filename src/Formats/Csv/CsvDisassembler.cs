using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Route;
using Viaduct.Formats.Text;

namespace Viaduct.Formats.Csv;

/// <summary>Makes XML messages of a file of values: one of all rows, or one of each.</summary>
internal sealed class CsvDisassembler(CsvOptions options, CsvPlan plan)
    : IRestartableDisassembler, IKnowsDocuments, IKnowsProperties
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> MessageTypes => [plan.Type.MessageType];

    /// <inheritdoc/>
    public bool TakesOthers => false;

    /// <inheritdoc/>
    public IReadOnlyCollection<PropertyKey> Promoted => plan.Promotions?.Promoted ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<ComponentDoubt> Doubts => [];

    /// <inheritdoc/>
    public string Sentence => options.Root.Length > 0
        ? $"Turns files of values into messages of the type {plan.Type}."
        : $"Turns each row of files of values into a message of the type {plan.Type}.";

    /// <inheritdoc/>
    public string? DoubtOf(ConfiguredPromotion promotion)
    {
        if (promotion.MessageType != plan.Type.MessageType) return null;
        if (promotion.Form == PromotionForm.Pointer) return "these messages are no JSON: write column with its name";
        if (promotion.Form != PromotionForm.Column || plan.Columns is not { } columns) return null;
        if (columns.Names.Contains(promotion.Path, StringComparer.Ordinal)) return null;
        string near = Spelling.Nearest(promotion.Path, columns.Names) is { } nearest
            ? $"; {nearest} is probably meant"
            : "";
        return $"the columns are {string.Join(", ", columns.Names.Take(8))}{near}";
    }

    /// <inheritdoc/>
    public async ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        if (ResumedMessage.Is(message, plan.Type.MessageType)) return null;
        await using var file = new CsvInterchange(options, plan, message, context);
        return await file.ProbeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken)
    {
        if (ResumedMessage.Is(message, plan.Type.MessageType))
            return PartReading.OneAsync(message, options.Recoverable);
        var file = new CsvInterchange(options, plan, message, context) { From = FileMark.Of(mark) };
        return file.ReadAllAsync(cancellationToken);
    }
}
