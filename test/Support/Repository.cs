namespace Viaduct.Support;

/// <summary>Where the source tree is: the nearest folder above the test's own that holds <c>Viaduct.slnx</c>.</summary>
public static class Repository
{
    private static readonly Lazy<string> LazyRoot = new(Find);

    /// <summary>The full path of the repository's root.</summary>
    public static string Root => LazyRoot.Value;

    /// <summary>The full path of a file or folder named relative to the root.</summary>
    public static string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([Root, .. parts]));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Viaduct.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException(
            $"No folder above {AppContext.BaseDirectory} holds Viaduct.slnx: run the tests from inside a clone.");
    }
}
