using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>Measures bytes and knows them again without keeping them in memory.</summary>
internal static class BytesHash
{
    private const int BufferBytes = 64 << 10;

    /// <summary>Length and hash of a body.</summary>
    /// <exception cref="IOException">The body cannot be read.</exception>
    public static async Task<(long Length, string Hash)> OfBodyAsync(Body body, CancellationToken cancellationToken)
    {
        if (body.TryGetBytes(out var bytes))
            return (bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));
        long length = 0;
        byte[] buffer = new byte[BufferBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var stream = await body.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, count);
                length += count;
            }
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The hash of a part of a file, or null if the file ends before it does.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string?> OfRangeAsync(
        SafeFileHandle file, long offset, long length, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BufferBytes];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long done = 0;
        while (done < length)
        {
            var part = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - done));
            int count = await RandomAccess.ReadAsync(file, part, offset + done, cancellationToken)
                .ConfigureAwait(false);
            if (count == 0) return null;
            hash.AppendData(part.Span[..count]);
            done += count;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
