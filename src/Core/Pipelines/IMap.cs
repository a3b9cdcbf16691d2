namespace Viaduct.Core.Pipelines;

/// <summary>Turns a message of one type into one of another. Instances serve several threads at once.</summary>
public interface IMap
{
    /// <summary>
    /// The message type that the map takes; of several maps on a port the first whose type fits runs.
    /// </summary>
    string SourceMessageType { get; }

    /// <summary>Replaces the body and sets the new message type.</summary>
    /// <returns>Null on success; else why not, and the message is suspended as it was before the map.</returns>
    ValueTask<Failure?> MapAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken);
}
