using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Viaduct.Adapters.File;

/// <summary>
/// What the holder of a file's lock is about to append, kept in the lock file: whoever gets the lock next, after a
/// crash, cuts off what is not whole before anything is written behind it.
/// </summary>
/// <param name="FileId">Tells the file from another one of its name.</param>
/// <param name="Offset">Where the appended bytes begin.</param>
/// <param name="Length">How many they are.</param>
internal sealed record AppendIntent(ulong FileId, long Offset, long Length)
{
    private const int BytesMax = 100;

    /// <summary>Writes the intent into the lock file; it is not durable yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(SafeFileHandle lockFile)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{FileId} {Offset} {Length} end");
        RandomAccess.SetLength(lockFile, 0);
        RandomAccess.Write(lockFile, Encoding.ASCII.GetBytes(text), 0);
    }

    /// <summary>Removes the intent.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public static void Clear(SafeFileHandle lockFile) => RandomAccess.SetLength(lockFile, 0);

    /// <summary>The intent in the lock file, or null: one that is not whole was never acted on.</summary>
    /// <exception cref="IOException">The lock file cannot be read.</exception>
    public static AppendIntent? Read(SafeFileHandle lockFile)
    {
        Span<byte> bytes = stackalloc byte[BytesMax];
        int count = RandomAccess.Read(lockFile, bytes, 0);
        string[] parts = Encoding.ASCII.GetString(bytes[..count]).Split(' ');
        return parts is [var file, var offset, var length, "end"]
            && ulong.TryParse(file, NumberStyles.None, CultureInfo.InvariantCulture, out ulong fileId)
            && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out long from)
            && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out long bytesLong)
            ? new AppendIntent(fileId, from, bytesLong)
            : null;
    }
}
