using System.Runtime.InteropServices;

namespace Viaduct.Adapters.File.Native;

/// <summary>What the file system says of a name, without following a link.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="IsReadOnly">True if nobody may write it: no write permission at all, or Windows' attribute.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
/// <param name="Born">When it was created here, in ticks of UTC; 0 if the file system does not keep that.</param>
/// <param name="Id">The number of the file in its file system; 0 if the system has none.</param>
/// <param name="Links">How many names the file has; 1 if the system does not say.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStat(
    FileKind Kind, bool IsReadOnly, long Length, long Modified, long Born, ulong Id, uint Links)
{
    /// <summary>True if it is an ordinary file.</summary>
    public bool IsRegular => Kind == FileKind.Regular;

    /// <summary>When it appeared here, as far as can be known, in ticks of UTC.</summary>
    public long Created => Born != 0 ? Born : Modified;

    /// <summary>Tells the file from another one that has taken its name, and perhaps its number.</summary>
    public ulong Identity => unchecked((Id * 0x9E37_79B9_7F4A_7C15) ^ (ulong)Born);

    /// <summary>True if nothing was written between the two looks, as far as size and time can tell.</summary>
    public bool SameContentAs(in FileStat other) =>
        Length == other.Length && Modified == other.Modified && Identity == other.Identity;
}
