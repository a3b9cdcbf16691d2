using System.Runtime.CompilerServices;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;

namespace Viaduct.Core.Receive;

/// <summary>
/// Gives the parts of a large interchange from where an earlier run has stopped: by its disassembler if that can go on
/// in the middle, else by reading once more what stands before.
/// </summary>
/// <param name="disassembler">Null: the interchange is one message.</param>
/// <param name="interchange">The interchange, decoded.</param>
internal sealed class LargeParts(IDisassembler? disassembler, PipelineMessage interchange)
{
    /// <summary>The parts behind those that the progress counts.</summary>
    /// <param name="progress">How far an earlier run has come.</param>
    /// <param name="context">What the disassembler may use.</param>
    /// <param name="makesBodies">False if nobody reads the bodies of the parts.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<DisassembledItem> After(
        InterchangeProgress progress, PipelineContext context, bool makesBodies, CancellationToken cancellationToken)
    {
        if (disassembler is null) return One();
        var parts = new PartContext(context) { MakesBodies = makesBodies };
        if (progress is { Messages: > 0, Mark: { } mark } && disassembler is IRestartableDisassembler restartable)
            return ReceiveStages.GuardAsync(
                restartable.GoOnAsync(interchange, mark, parts, cancellationToken), cancellationToken);
        parts.MakesBodies = makesBodies && progress.Messages == 0;
        var all = ReceiveStages.GuardAsync(
            disassembler.DisassembleAsync(interchange, parts, cancellationToken), cancellationToken);
        return progress.Messages == 0
            ? all
            : SkipAsync(all, progress.Messages, () => parts.MakesBodies = makesBodies, cancellationToken);
    }

    private async IAsyncEnumerable<DisassembledItem> One()
    {
        await Task.CompletedTask;
        yield return DisassembledItem.Good(interchange);
    }

    private static async IAsyncEnumerable<DisassembledItem> SkipAsync(
        IAsyncEnumerable<DisassembledItem> all, int count, Action skipped,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int seen = 0;
        await foreach (var part in all.WithCancellation(cancellationToken))
        {
            bool isWhole = part is { Failure: not null, Message: null };
            if (isWhole || seen++ >= count) yield return part;
            if (seen == count) skipped();
        }

        if (seen < count)
            yield return DisassembledItem.BadInterchange(new Failure(
                FailureCodes.BadInput,
                $"It has {seen:N0} parts, but {count:N0} of them have been worked already: its pipeline has been "
                    + "changed since. Apply the configuration with which it was begun and resume it, or end it."));
    }
}
