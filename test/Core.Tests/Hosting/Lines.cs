using System.Runtime.CompilerServices;
using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>A message for each line.</summary>
internal class Lines(LineComponents known, LineOptions options) : IDisassembler
{
    public string Sentence => "Makes a message of each line.";

    public ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) => default;

    public IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) =>
        FromAsync(message, 0, context, cancellationToken);

    protected async IAsyncEnumerable<DisassembledItem> FromAsync(
        PipelineMessage message, int first, PipelineContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await message.Body.OpenAsync(cancellationToken));
        for (int i = 0; await reader.ReadLineAsync(cancellationToken) is { } line; i++)
        {
            if (i < first) continue;
            bool isBad = known.Bad is { } bad && line.StartsWith(bad, StringComparison.Ordinal);
            var failure = isBad ? new Failure(FailureCodes.BadInput, "It is bad.", new FailurePlace(i + 1)) : null;
            if (failure is not null && !options.Recoverable)
            {
                yield return DisassembledItem.BadInterchange(failure);
                yield break;
            }

            await using var writer = context.CreateBody();
            await writer.Stream.WriteAsync(Encoding.UTF8.GetBytes(line), cancellationToken);
            var part = new PipelineMessage(
                await writer.CompleteAsync(cancellationToken), new MessageContextBuilder(message.Context.Build()));
            yield return failure is null
                ? DisassembledItem.Good(part, options.Recoverable).StandingAt(new Place(i + 1))
                : DisassembledItem.BadPart(part, failure).StandingAt(new Place(i + 1));
        }
    }

    private sealed class Place(int lines) : IDisassemblyPlace
    {
        public string Mark => $"behind line {lines}";
    }
}
