using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Schemas;

/// <summary>Finds the files that schemas need, so that they are packed.</summary>
internal static class SchemaPackage
{
    /// <summary>The files that a configuration names, and what they name in turn, as far as it is there.</summary>
    public static IReadOnlyCollection<string> FilesOf(IReadOnlyList<string> paths, IPackageFiles files)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            try
            {
                found.UnionWith(SchemaFiles.Expand(path, files));
            }
            catch (ComponentConfigurationException)
            {
                // Whoever makes the component says that it is missing.
            }
        }

        var schemas = SchemaFiles.Read([], files);
        var open = new Queue<string>(found);
        while (open.TryDequeue(out string? path))
            foreach (string next in Follow(path, schemas))
                if (found.Add(next)) open.Enqueue(next);
        return found;
    }

    private static IEnumerable<string> Follow(string path, SchemaFiles schemas)
    {
        SchemaFile file;
        try
        {
            file = schemas.Parse(path);
        }
        catch (ComponentConfigurationException)
        {
            // Packed as it is; whoever makes the component says what is wrong with it.
            return [];
        }

        var locations = file.Externals.Select(external => external.SchemaLocation ?? "")
            .Concat(file.PropertyNamespaces.Select(entry => entry.Location));
        return locations.Select(location => schemas.Locate(location, path, null)).OfType<string>();
    }
}
