using System.Runtime.CompilerServices;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Text;

/// <summary>Gives parts one by one, as disassemblers do.</summary>
internal static class PartReading
{
    /// <summary>All that a reader reads; it is released with the last one.</summary>
    public static async IAsyncEnumerable<DisassembledItem> ReadAllAsync(
        this IPartReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using (reader)
        {
            while (await reader.NextAsync(cancellationToken) is { } item) yield return item;
        }
    }

    /// <summary>One message as it is.</summary>
    public static async IAsyncEnumerable<DisassembledItem> OneAsync(PipelineMessage message, bool recoverable)
    {
        await Task.CompletedTask;
        yield return DisassembledItem.Good(message, recoverable);
    }
}
