using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// What the claim of a file says: enough for another server to find the file, to know it again, and to know whether it
/// is looking into the same folder.
/// </summary>
/// <param name="Path">The whole path that the file had.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Modified">When it was last written, in ticks of UTC.</param>
/// <param name="FolderId">The number of the folder, 0 if unknown: an empty mount point is not the share.</param>
internal sealed record ClaimRecord(string Path, long Length, long Modified, ulong FolderId)
{
    private const int Parts = 4;

    /// <summary>The name in its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The folder.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>True if the file is still as it was when the claim was recorded.</summary>
    public bool Describes(in FileStat stat) =>
        stat.IsRegular && stat.Length == Length && stat.Modified == Modified;

    /// <summary>The text in the ledger.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Length} {Modified} {FolderId} {Path}");

    /// <summary>Reads such a text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ClaimRecord? record)
    {
        record = null;
        string[] parts = text.Split(' ', Parts);
        if (parts.Length != Parts || parts[3].Length == 0
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long modified)
            || !ulong.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out ulong folderId))
            return false;
        record = new ClaimRecord(parts[3], length, modified, folderId);
        return true;
    }
}
