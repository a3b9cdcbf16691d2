using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Receive;

/// <summary>
/// Runs the stages of a receive pipeline: decode → disassemble → validate → map. Failures are values; a component that
/// throws has a defect, which is a failure too.
/// </summary>
internal sealed class ReceiveStages(ReceivePipeline pipeline, PipelineContext context)
{
    /// <summary>Decodes the interchange in place.</summary>
    public ValueTask<Failure?> DecodeAsync(PipelineMessage interchange, CancellationToken cancellationToken) =>
        RunAllAsync(pipeline.Decoders, interchange, cancellationToken);

    /// <summary>
    /// The disassembler that recognises the interchange, or why none does; neither if there are none.
    /// </summary>
    public async ValueTask<(IDisassembler? Disassembler, Failure? Failure)> ChooseAsync(
        PipelineMessage interchange, CancellationToken cancellationToken)
    {
        if (pipeline.Disassemblers.Count == 0) return (null, null);
        if (pipeline.Disassemblers.Count == 1) return (pipeline.Disassemblers[0], null);
        var reasons = new List<string>();
        foreach (var disassembler in pipeline.Disassemblers)
        {
            var failure = await ComponentRun.GuardAsync(
                () => disassembler.ProbeAsync(interchange, context, cancellationToken));
            if (failure is null) return (disassembler, null);
            reasons.Add($"{disassembler.Sentence}: {failure}");
        }

        return (null, new Failure(
            FailureCodes.UnknownDocument,
            "No disassembler recognises the interchange. " + string.Join(" | ", reasons)));
    }

    /// <summary>Cuts the interchange; a disassembler that throws ends it with a failure.</summary>
    public IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        IDisassembler disassembler, PipelineMessage interchange, CancellationToken cancellationToken) =>
        GuardAsync(disassembler.DisassembleAsync(interchange, context, cancellationToken), cancellationToken);

    /// <summary>The parts that a disassembler gives; if it throws, they end with a failure.</summary>
    public static async IAsyncEnumerable<DisassembledItem> GuardAsync(
        IAsyncEnumerable<DisassembledItem> parts,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = parts.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            bool more = false;
            var failure = await ComponentRun.GuardAsync(async () =>
            {
                more = await items.MoveNextAsync();
                return null;
            });
            if (failure is not null) yield return DisassembledItem.BadInterchange(failure);
            if (failure is not null || !more) yield break;
            yield return items.Current;
        }
    }

    /// <summary>Publishes a part, or suspends it alone.</summary>
    /// <returns>Why the interchange must be suspended as a whole, or null.</returns>
    public async ValueTask<Failure?> TakeAsync(
        Interchange interchange, DisassembledItem item, CancellationToken cancellationToken)
    {
        var (failure, mapped) = await CheckAsync(item, cancellationToken);
        if (failure is null) await interchange.PublishAsync(item.Message!, mapped, cancellationToken);
        else if (!item.Recoverable || item.Message is null) return failure;
        else await interchange.SuspendPartAsync(item.Message, failure, cancellationToken);
        return null;
    }

    /// <summary>Validates and maps a part in place.</summary>
    /// <returns>Why it cannot be published, or whether a map ran.</returns>
    public async ValueTask<(Failure? Failure, bool Mapped)> CheckAsync(
        DisassembledItem item, CancellationToken cancellationToken)
    {
        if (item.Failure is { } failure) return (failure, false);
        (var wrong, bool mapped) = await FinishAsync(item.Message!, cancellationToken);
        return (wrong ?? CheckPromoted(item.Message!), mapped);
    }

    // The limit on promoted values guards the routing.
    private Failure? CheckPromoted(PipelineMessage message)
    {
        int max = context.Limits.PromotedCharacters;
        foreach (ref readonly var property in message.Context.Properties)
        {
            if (!property.Promoted || property.Value.Kind != PropertyValueKind.String) continue;
            int length = property.Value.Text.Length;
            if (length > max)
                return new Failure(
                    FailureCodes.Limit,
                    $"The promoted property {property.Key} has {length:N0} characters, above the limit of {max:N0}. "
                    + "Write it instead of promoting it, or raise the limit.");
        }

        return null;
    }

    private async ValueTask<(Failure? Failure, bool Mapped)> FinishAsync(
        PipelineMessage message, CancellationToken cancellationToken)
    {
        var failure = await RunAllAsync(pipeline.Validators, message, cancellationToken);
        if (failure is not null || pipeline.Maps.Count == 0) return (failure, false);
        string type = message.Context[SystemProperties.MessageType].ToString();
        foreach (var map in pipeline.Maps)
        {
            if (!string.Equals(map.SourceMessageType, type, StringComparison.Ordinal)) continue;
            failure = await ComponentRun.GuardAsync(() => map.MapAsync(message, context, cancellationToken));
            return (failure, failure is null);
        }

        return (null, false);
    }

    private async ValueTask<Failure?> RunAllAsync(
        IReadOnlyList<IBodyComponent> components, PipelineMessage message, CancellationToken cancellationToken)
    {
        foreach (var component in components)
        {
            var failure = await ComponentRun.GuardAsync(() => component.RunAsync(message, context, cancellationToken));
            if (failure is not null) return failure;
        }

        return null;
    }
}
