using Viaduct.Core.Store;

namespace Viaduct.Store.Sqlite.Locks;

/// <summary>Whether a database may lie where it is to lie.</summary>
internal static class StorePlace
{
    /// <summary>Finds the one true path of the database and checks the place.</summary>
    /// <exception cref="StoreRefusedException">The place is not fit; says what to do.</exception>
    public static StoreFiles Check(string path)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new StoreRefusedException($"{full} is a folder. Name a file in it, such as {full}/viaduct.db.");
        }
        return new StoreFiles(full);
    }
}
