using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Schemas;

namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>An assembly and those beside it that it needs, with the native libraries that they call.</summary>
internal static class AssemblyFiles
{
    private const int FilesMax = 256;
    private const int BytesMax = 64 << 20;
    private const int NameMax = 200;

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
    /// <exception cref="ComponentConfigurationException">
    /// A file is missing, no assembly, or made for another .NET.
    /// </exception>
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
            if (!next.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) continue;
            var (assemblies, natives) = Needs(next, bytes, isFirst: next == path);
            foreach (string name in assemblies) open.Enqueue($"{folder}{name}.dll");
            foreach (string name in natives.SelectMany(NativeLibraries.FilesOf)) open.Enqueue(folder + name);
        }

        return found;
    }

    private static (List<string> Assemblies, List<string> Natives) Needs(string path, byte[] bytes, bool isFirst)
    {
        try
        {
            using var image = new PEReader(new MemoryStream(bytes, writable: false));
            // A native library of Windows has the same extension.
            if (!isFirst && !image.HasMetadata) return ([], []);
            var metadata = image.GetMetadataReader();
            var references = metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Select(reference => (Name: metadata.GetString(reference.Name), reference.Version)).ToList();
            if (AssemblyTarget.MistakeOf(references, isFirst) is { } mistake)
                throw new ComponentConfigurationException(mistake, path);
            if (isFirst && metadata.IsAssembly) CheckName(path, metadata);
            var natives = Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
                .Select(row => metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)))
                .Select(module => metadata.GetString(module.Name));
            return (
                [.. references.Select(reference => reference.Name).Where(IsName).Where(name => name != "Viaduct.Core")],
                [.. natives.Where(IsName)]);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new ComponentConfigurationException($"The file is no .NET assembly: {e.Message}", path, null, e);
        }
    }

    private static void CheckName(string path, MetadataReader metadata)
    {
        string name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
        if (PackageAssemblies.IsOfServer(name))
            throw new ComponentConfigurationException(
                $"The assembly has the name {name}, which belongs to .NET or Viaduct. Give it a name of its own.",
                path);
    }

    // What stands in an assembly comes from outside: no name may lead to another folder.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameMax && name.AsSpan().IndexOfAny("/\\:") < 0 && !name.Any(char.IsControl);
}
