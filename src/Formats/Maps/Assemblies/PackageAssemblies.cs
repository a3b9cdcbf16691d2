using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>
/// The assemblies of an application, loaded from its package's bytes, each content once for as long as somebody holds
/// it, and apart from all others (docs/concepts/live-changes.md, rules 11 to 13).
/// </summary>
internal sealed class PackageAssemblies : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, WeakReference<PackageAssemblies>> Known =
        new(StringComparer.Ordinal);

    private static readonly string[] Names =
        ["Viaduct.Core", "System", "netstandard", "mscorlib", "WindowsBase", "Microsoft.CSharp"];

    private static readonly string[] Families =
        ["System.", "Microsoft.Extensions.", "Microsoft.VisualBasic", "Microsoft.Win32."];

    private readonly string _path;
    private readonly IReadOnlyDictionary<string, byte[]> _bytes;
    private readonly ConcurrentDictionary<string, byte> _hung = new(StringComparer.Ordinal);
    private Assembly? _main;

    private PackageAssemblies(string path, IReadOnlyDictionary<string, byte[]> bytes)
        : base(path, isCollectible: true) => (_path, _bytes) = (path, bytes);

    /// <summary>The assembly that the application names.</summary>
    public Assembly Main => _main!;

    /// <summary>True for a class that has not returned when it was made.</summary>
    public bool HasHung(string type) => _hung.ContainsKey(type);

    /// <summary>Notes a class that has not returned when it was made.</summary>
    public void NoteHung(string type) => _hung.TryAdd(type, 0);

    /// <summary>How many there are, in use or not yet collected.</summary>
    public static int Count => Known.Values.Count(static known => known.TryGetTarget(out _));

    /// <summary>Loads one with those that it needs. Whoever uses it holds what is returned.</summary>
    /// <param name="application">The application: what is loaded is its own.</param>
    /// <param name="path">The assembly.</param>
    /// <param name="files">The application's files.</param>
    /// <exception cref="ComponentConfigurationException">It is missing, or no assembly for this .NET.</exception>
    public static PackageAssemblies Load(string application, string path, IPackageFiles files)
    {
        path = PackagePath.Normal(path);
        var bytes = AssemblyFiles.Read(path, files);
        string key = KeyOf(application, bytes);
        if (Known.TryGetValue(key, out var known) && known.TryGetTarget(out var there)) return there;
        foreach (var (gone, reference) in Known)
            if (!reference.TryGetTarget(out _)) Known.TryRemove(new(gone, reference));
        try
        {
            var context = new PackageAssemblies(path, bytes);
            context._main = context.LoadFromStream(new MemoryStream(bytes[path], writable: false));
            Known[key] = new WeakReference<PackageAssemblies>(context);
            return context;
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new ComponentConfigurationException(
                $"The file is no assembly that can be loaded: {e.Message} Build it for net10.0 or earlier.",
                path, null, e);
        }
    }

    /// <summary>
    /// True for the names of what belongs to .NET and Viaduct: the contract must be the same type on both sides.
    /// </summary>
    public static bool IsOfServer(string name) =>
        (Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Array.Exists(Families, family => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)))
        && FindOfServer(new AssemblyName(name)) is not null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        if (IsOfServer(name)) return FindOfServer(assemblyName);
        // Translations that are not there are looked for all the time.
        if (assemblyName.CultureName is { Length: > 0 }) return null;
        if (Assemblies.FirstOrDefault(one => one.GetName().Name == name) is { } loaded) return loaded;
        string file = $"{name}.dll";
        foreach (var (path, bytes) in _bytes)
            if (string.Equals(Path.GetFileName(path), file, StringComparison.OrdinalIgnoreCase))
                return LoadFromStream(new MemoryStream(bytes, writable: false));
        // Not null, for which the server's own libraries would be taken.
        throw new FileNotFoundException($"{file} is not beside {_path}, which needs it. Put it there.", file);
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        NativeLibraries.Find(unmanagedDllName, _bytes) is { } library
            ? NativeLibraries.Load(library, LoadUnmanagedDllFromPath)
            : 0;

    private static Assembly? FindOfServer(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(name);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static string KeyOf(string application, IReadOnlyDictionary<string, byte[]> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in bytes)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return $"{application}\0{Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
