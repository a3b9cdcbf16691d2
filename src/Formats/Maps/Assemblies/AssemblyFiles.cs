using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>An assembly and those beside it that it needs.</summary>
internal static class AssemblyFiles
{
    private const int FilesMax = 256;
    private const int BytesMax = 64 << 20;

    /// <summary>The files that an assembly needs, as far as they are there.</summary>
    public static IReadOnlyCollection<string> Follow(string path, IPackageFiles files)
    {
        path = PackagePath.Normal(path);
        if (!files.Exists(path)) return [];
        try
        {
            return [.. Read(path, files).Keys];
        }
        catch (ComponentConfigurationException)
        {
            // Packed as it is; whoever makes the map says what is wrong with it.
            return [path];
        }
    }

    /// <summary>The bytes of all of them by path.</summary>
    /// <exception cref="ComponentConfigurationException">The file is missing or no assembly.</exception>
    public static IReadOnlyDictionary<string, byte[]> Read(string path, IPackageFiles files)
    {
        string folder = path.LastIndexOf('/') is var slash and >= 0 ? path[..(slash + 1)] : "";
        var found = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var open = new Queue<string>([path]);
        while (open.TryDequeue(out string? next) && found.Count < FilesMax)
        {
            if (found.ContainsKey(next) || (next != path && !files.Exists(next))) continue;
            byte[] bytes = PackageBytes.Read(files, next, BytesMax);
            found.Add(next, bytes);
            foreach (string name in References(next, bytes)) open.Enqueue($"{folder}{name}.dll");
        }

        return found;
    }

    private static List<string> References(string path, byte[] bytes)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(bytes, writable: false));
            var metadata = image.GetMetadataReader();
            return
            [
                .. metadata.AssemblyReferences.Select(r => metadata.GetString(metadata.GetAssemblyReference(r).Name))
                    .Where(name => name != "Viaduct.Core"),
            ];
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new ComponentConfigurationException($"The file is no .NET assembly: {e.Message}", path, null, e);
        }
    }
}
