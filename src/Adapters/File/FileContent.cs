using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File;

/// <summary>Reads small files whole.</summary>
internal static class FileContent
{
    /// <summary>A file up to this size is read into memory at once; a larger one is read from its place.</summary>
    public const int SmallBytes = 256 << 10;

    /// <summary>The bytes of an open file.</summary>
    /// <exception cref="IOException">There are fewer, or they cannot be read.</exception>
    public static byte[] Read(SafeFileHandle handle, long length)
    {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < bytes.Length)
        {
            int count = RandomAccess.Read(handle, bytes.AsSpan(filled), filled);
            if (count == 0) throw new IOException($"the file ended after {filled} of its {length} bytes.");
            filled += count;
        }

        return bytes;
    }
}
