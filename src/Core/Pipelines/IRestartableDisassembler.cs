namespace Viaduct.Core.Pipelines;

/// <summary>
/// A disassembler that can go on in the middle of an interchange, without reading all that stands before. For any other
/// the parts that an earlier run has given are read once more, and left out.
/// </summary>
public interface IRestartableDisassembler : IDisassembler
{
    /// <summary>
    /// Cuts the rest of an interchange into messages: exactly what <see cref="IDisassembler.DisassembleAsync"/> gives
    /// behind the part at which the mark was taken.
    /// </summary>
    /// <param name="message">The interchange, with the same bytes.</param>
    /// <param name="mark">The <see cref="IDisassemblyPlace.Mark"/> of a part, or null for the start.</param>
    /// <param name="context">What may be used.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<DisassembledItem> GoOnAsync(
        PipelineMessage message, string? mark, PipelineContext context, CancellationToken cancellationToken);

    /// <inheritdoc/>
    IAsyncEnumerable<DisassembledItem> IDisassembler.DisassembleAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) =>
        GoOnAsync(message, null, context, cancellationToken);
}
