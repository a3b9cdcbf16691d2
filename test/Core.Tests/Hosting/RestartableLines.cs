using System.Globalization;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A message for each line, from any line on.</summary>
internal sealed class RestartableLines(LineComponents known, LineOptions options)
    : Lines(known, options), IRestartableDisassembler
{
    public IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken) =>
        FromAsync(
            message, mark is null ? 0 : int.Parse(mark.Split(' ')[^1], CultureInfo.InvariantCulture), context,
            cancellationToken);
}
