using Viaduct.Core.Messages;

namespace Viaduct.Cli.Offline;

/// <summary>A file of the disk as a message.</summary>
internal sealed class DiskBody(string path) : Body
{
    private const int BufferBytes = 64 << 10;

    /// <inheritdoc/>
    public override long? Length => new FileInfo(path).Length;

    /// <inheritdoc/>
    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken) =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes));
}
