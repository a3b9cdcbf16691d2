using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Knows a folder again. That a file is absent means something only in the folder that it was in: a share that is not
/// mounted shows an empty folder in its place.
/// </summary>
internal static class FolderIdentity
{
    /// <summary>
    /// Looks at a folder. The folder itself may be a link, since the operator named it; what lies in it may not.
    /// </summary>
    public static FileFault Stat(INativeFiles files, string folder, out FileStat stat)
    {
        var fault = files.Stat(folder, out stat);
        if (fault.IsNone && stat.Kind == FileKind.Special && Target(folder) is { } target)
            fault = files.Stat(target, out stat);
        if (fault.IsNone && stat.Kind != FileKind.Folder)
            return new FileFault(FileFaultKind.Missing, "it is not a folder");
        return fault;
    }

    /// <summary>True if the folder is there and has this number; 0 stands for a number that is not known.</summary>
    public static bool IsStill(INativeFiles files, string folder, ulong id) =>
        Stat(files, folder, out var stat).IsNone && (id == 0 || stat.Id == 0 || stat.Id == id);

    private static string? Target(string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName;
        }
        catch (IOException)
        {
            return null; // a link to itself, or one that is gone again
        }
    }
}
