namespace Viaduct.Core.Pipelines;

/// <summary>A component of the stage Disassemble: recognises a format and cuts the interchange into messages.</summary>
public interface IDisassembler : IPipelineComponent
{
    /// <summary>
    /// Looks at the start of the body and says whether the format is its own. The first disassembler that recognises
    /// the interchange gets it; if none does, the interchange is suspended with all their reasons. A disassembler that
    /// stands alone need not be asked: <see cref="DisassembleAsync"/> gives the same failure.
    /// </summary>
    /// <returns>Null if the interchange is its own; else why not.</returns>
    ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Cuts the interchange into messages, in its order, streaming. Each message has its own context, which starts
    /// with the interchange's properties.
    /// </summary>
    /// <returns>
    /// Messages and failures in order. A failure that is not <see cref="DisassembledItem.Recoverable"/> ends the
    /// interchange: nothing of it is published, and it is suspended as a whole.
    /// </returns>
    IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken);
}
