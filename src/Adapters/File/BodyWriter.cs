using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Viaduct.Adapters.File.Native;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.File;

/// <summary>Writes the bytes of a message into an open file.</summary>
internal static class BodyWriter
{
    private const int BufferBytes = 128 << 10;

    /// <summary>Writes the body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="handle">The file.</param>
    /// <param name="offset">Where in the file they begin.</param>
    /// <param name="path">The file's path, for the failure's text.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Null, or why it failed.</returns>
    public static async Task<Failure?> WriteAsync(
        Body body, SafeFileHandle handle, long offset, string path, CancellationToken cancellationToken)
    {
        if (body.TryGetBytes(out var bytes)) return Write(handle, bytes.Span, offset, path);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var source = await body.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (source.ConfigureAwait(false))
            {
                int count;
                while ((count = await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
                {
                    if (Write(handle, buffer.AsSpan(0, count), offset, path) is { } failure) return failure;
                    offset += count;
                }
            }

            return null;
        }
        catch (IOException e)
        {
            return SendFailures.BodyUnreadable(e.Message);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Failure? Write(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset, string path)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return SendFailures.NotWritten(path, FileFault.From(e));
        }
    }
}
