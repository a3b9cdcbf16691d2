using Viaduct.Core.Hosting;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>
/// Finds the kind of a map by its file's extension, and makes it once: whether it is usable only it can say.
/// </summary>
internal sealed class MapResolver(
    RuntimeCatalog catalog, ComponentResources resources, ISet<string> files, ConfigurationProblems problems)
{
    /// <summary>The key of a port's maps; without any kind of map it is refused and not offered.</summary>
    public const string Key = "maps";

    public void Check(YamlMapping source)
    {
        if (source.Find(Key)?.Value is not YamlSequence maps) return;
        foreach (var map in maps.Items.OfType<YamlScalar>().Where(m => !m.IsNothing)) Check(map.Text, map.Place);
    }

    private void Check(string path, SourcePlace place)
    {
        string extension = Path.GetExtension(path);
        var factory = catalog.Maps.FirstOrDefault(m =>
            string.Equals(m.Extension, extension, StringComparison.OrdinalIgnoreCase));
        if (factory is null)
        {
            bool none = catalog.Maps.Count == 0;
            problems.Error(place,
                none ? "maps is not supported by this version." : $"{path} is no kind of map that is known.",
                none ? "Maps come in a later version; messages go out as they came in now."
                    : $"Maps end with {string.Join(", ", catalog.Maps.Select(m => m.Extension))}.",
                none ? "Remove maps." : "Name a file of one of these kinds.");
            return;
        }

        try
        {
            files.Add(path);
            factory.Create(path, resources);
        }
        catch (ComponentConfigurationException e)
        {
            string file = e.File ?? path;
            string line = e.Line is { } number ? $", line {number}," : "";
            problems.Error(place, $"{file}{line} cannot be used.", e.Message, $"Correct {file}.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Error(place, $"{path} cannot be read.", e.Message,
                "Correct the path; it is relative to this file.");
        }
    }
}
