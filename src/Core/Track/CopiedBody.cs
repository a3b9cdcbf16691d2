using Viaduct.Core.Messages;

namespace Viaduct.Core.Track;

/// <summary>A tracked body whose bytes stand with another tracked message.</summary>
/// <param name="readAsync">Reads the other message; gives null if it is gone.</param>
/// <param name="length">The length of the body in bytes.</param>
internal sealed class CopiedBody(Func<CancellationToken, Task<Message?>> readAsync, long length) : Body
{
    /// <inheritdoc/>
    public override long? Length => length;

    /// <inheritdoc/>
    public override async ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var other = await readAsync(cancellationToken)
            ?? throw new IOException("The body is not there any more: its retention class keeps it no longer.");
        return await other.Body.Body.OpenAsync(cancellationToken);
    }
}
