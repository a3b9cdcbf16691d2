using Viaduct.Support;

namespace Viaduct.Tidy;

/// <summary>All text files of the repository, without what building and running leave behind.</summary>
internal sealed class SourceTree
{
    private const long FileBytesMax = 2 * 1024 * 1024;

    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "bin", "obj", "out", "node_modules", "dist", "TestResults", "BenchmarkDotNet.Artifacts",
    };

    private static readonly Lazy<SourceTree> LazyRepository = new(() => Read(Repository.Root));

    /// <summary>A tree of given files.</summary>
    public SourceTree(IEnumerable<SourceFile> files)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Paths = Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The repository this test was built from.</summary>
    public static SourceTree OfRepository => LazyRepository.Value;

    /// <summary>All files by path.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The paths of all files.</summary>
    public IReadOnlySet<string> Paths { get; }

    /// <summary>The C# files.</summary>
    public IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    /// <summary>The project files.</summary>
    public IEnumerable<SourceFile> Projects =>
        Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>Whether a file or a folder of that path exists.</summary>
    public bool Exists(string path) =>
        Paths.Contains(path) || Files.Any(file => file.IsUnder(path.TrimEnd('/')));

    /// <summary>The project a file belongs to: the nearest one above it, or null.</summary>
    public SourceFile? ProjectOf(SourceFile file) => Projects
        .Where(project => project.Folder.Length > 0 && file.IsUnder(project.Folder))
        .MaxBy(project => project.Folder.Length);

    private static SourceTree Read(string root) => new(
        from path in Walk(root)
        let text = ReadText(path)
        where text is not null
        select new SourceFile(Path.GetRelativePath(root, path).Replace('\\', '/'), text));

    // In a worktree .git is a file.
    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFileSystemEntries(folder)
            .Where(path => !LeftOut.Contains(Path.GetFileName(path)) && !IsLink(path))
            .SelectMany(path => Directory.Exists(path) ? Walk(path) : [path]);

    private static bool IsLink(string path) => File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint);

    private static string? ReadText(string path)
    {
        if (new FileInfo(path).Length > FileBytesMax)
        {
            return null;
        }
        var text = File.ReadAllText(path);
        return text.Contains('\0') ? null : text;
    }
}
