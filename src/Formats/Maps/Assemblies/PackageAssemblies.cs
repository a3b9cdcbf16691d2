using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using System.Security.Cryptography;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>
/// Loads assemblies of an application from its package's bytes, each version once for as long as somebody uses it, and
/// apart from all others: two applications may bring different versions of one library.
/// </summary>
internal sealed class PackageAssemblies : AssemblyLoadContext
{
    private static readonly ConcurrentDictionary<string, WeakReference<Assembly>> Known = new(StringComparer.Ordinal);

    private readonly IReadOnlyDictionary<string, byte[]> _bytes;

    private PackageAssemblies(string name, IReadOnlyDictionary<string, byte[]> bytes)
        : base(name, isCollectible: true) => _bytes = bytes;

    /// <summary>Loads one with those that it needs.</summary>
    /// <exception cref="ComponentConfigurationException">It is missing, or no assembly for this runtime.</exception>
    public static Assembly Load(string path, IPackageFiles files)
    {
        path = PackagePath.Normal(path);
        var bytes = AssemblyFiles.Read(path, files);
        string hash = HashOf(bytes);
        if (Known.TryGetValue(hash, out var known) && known.TryGetTarget(out var loaded)) return loaded;
        foreach (var (gone, reference) in Known)
            if (!reference.TryGetTarget(out _)) Known.TryRemove(gone, out _);
        try
        {
            var context = new PackageAssemblies(path, bytes);
            var assembly = context.LoadFromStream(new MemoryStream(bytes[path], writable: false));
            Known[hash] = new WeakReference<Assembly>(assembly);
            return assembly;
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new ComponentConfigurationException(
                $"The file is no assembly that can be loaded: {e.Message} Build it for net10.0 or earlier.",
                path, null, e);
        }
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // What the server has is the server's: the contract must be the same type on both sides.
        if (IsShared(assemblyName.Name)) return null;
        string file = $"/{assemblyName.Name}.dll";
        foreach (var (path, bytes) in _bytes)
            if ($"/{path}".EndsWith(file, StringComparison.OrdinalIgnoreCase))
                return LoadFromStream(new MemoryStream(bytes, writable: false));
        return null;
    }

    private static bool IsShared(string? name) =>
        name is not null && (name == "Viaduct.Core" || name.StartsWith("System.", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));

    private static string HashOf(IReadOnlyDictionary<string, byte[]> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, content) in bytes)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{path}\0{content.Length}\0"));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
