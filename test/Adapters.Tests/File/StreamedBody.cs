using System.Text;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.Tests.File;

/// <summary>A body that must be read as a stream, of a length that is not known before.</summary>
internal sealed class StreamedBody(string text) : Body
{
    public override long? Length => null;

    /// <summary>True to fail in the middle.</summary>
    public bool Breaks { get; set; }

    public override ValueTask<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(Breaks ? new BreakingStream(bytes[..(bytes.Length / 2)]) : new MemoryStream(bytes));
    }

    private sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("the store is away");
    }
}
