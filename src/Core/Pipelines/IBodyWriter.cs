using Viaduct.Core.Messages;

namespace Viaduct.Core.Pipelines;

/// <summary>
/// Collects the bytes of a new body. Small bodies stay in memory; larger ones go to the store in chunks.
/// </summary>
public interface IBodyWriter : IAsyncDisposable
{
    /// <summary>Where to write. Write and flush asynchronously where the format allows it.</summary>
    /// <exception cref="BodyTooLargeException">From a write: the body exceeds the configured limit.</exception>
    Stream Stream { get; }

    /// <summary>
    /// Ends the body. Nothing may be written afterwards. Without this call, disposal discards the bytes.
    /// </summary>
    ValueTask<Body> CompleteAsync(CancellationToken cancellationToken);
}
