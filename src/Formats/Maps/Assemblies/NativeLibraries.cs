namespace Viaduct.Formats.Maps.Assemblies;

/// <summary>The native libraries that the assemblies of a package bring.</summary>
internal static class NativeLibraries
{
    /// <summary>The file names by which a library may lie beside its assembly.</summary>
    public static IEnumerable<string> FilesOf(string name) =>
        [name, $"{name}.so", $"lib{name}.so", $"{name}.dylib", $"lib{name}.dylib", $"{name}.dll"];

    /// <summary>The bytes of a library of this system, or null if the package does not have it.</summary>
    public static byte[]? Find(string name, IReadOnlyDictionary<string, byte[]> bytes)
    {
        string extension = OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";
        var names = FilesOf(name).Where(file => file == name || file.EndsWith(extension, StringComparison.Ordinal));
        return names.SelectMany(file => bytes.Where(one => Path.GetFileName(one.Key) == file))
            .Select(one => one.Value).FirstOrDefault();
    }

    /// <summary>
    /// Writes a library where only this process' user can read it, lets it be loaded, and removes it again where the
    /// system allows that. It stays loaded as long as the process: nobody can tell whether its code still runs.
    /// </summary>
    public static nint Load(byte[] library, Func<string, nint> load)
    {
        var folder = Directory.CreateTempSubdirectory("viaduct-native-");
        string path = Path.Combine(folder.FullName, "library");
        try
        {
            File.WriteAllBytes(path, library);
            return load(path);
        }
        finally
        {
            try
            {
                folder.Delete(recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Windows keeps the file of a loaded library; it goes with the folder for temporary files.
            }
        }
    }
}
