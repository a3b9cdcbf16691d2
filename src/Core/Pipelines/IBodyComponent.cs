namespace Viaduct.Core.Pipelines;

/// <summary>
/// A component of the stages Decode, Validate, PreAssemble, Assemble and Encode: one message in, the same out.
/// </summary>
public interface IBodyComponent : IPipelineComponent
{
    /// <summary>Works on the message in place.</summary>
    /// <returns>Null on success; else why not, and the message is suspended as it was before this component.</returns>
    /// <exception cref="IOException">The body can no longer be read, or the store is away: tried again
    /// later.</exception>
    ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken);
}
