using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Server.Configuration.Documents;
using Viaduct.Server.Configuration.Files;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Resolving;

/// <summary>
/// Finds the kind of a map by its file's extension, and makes it once: whether it is usable only it can say.
/// </summary>
internal sealed class MapResolver(
    RuntimeCatalog catalog,
    ComponentResources resources,
    string folder,
    ISet<string> files,
    ConfigurationProblems problems)
{
    /// <summary>The key of a port's maps; without any kind of map it is refused and not offered.</summary>
    public const string Key = "maps";

    // Many ports use the same map: made once.
    private readonly Dictionary<MapModel, MadeMap?> _made = [];

    private readonly NamedFiles _named = new(resources.Files, problems);

    /// <summary>Checks the maps of a port, each alone and one beside the others.</summary>
    /// <returns>Those that could be made.</returns>
    public IReadOnlyList<MapDraft> Check(IReadOnlyList<MapConfig> maps)
    {
        if (maps.Count > 0 && catalog.Maps.Count == 0)
        {
            problems.Error(PlaceOf(maps[0]), "maps is not supported by this version.",
                "Maps come in a later version; messages go out as they came in now.", "Remove maps.");
            return [];
        }

        var made = new List<MapDraft>();
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var map in maps.Where(m => m.File.Length > 0))
        {
            var place = PlaceOf(map);
            if (Of(map.Model, place) is not { } one) continue;
            made.Add(new MapDraft(place, one.Model, one.From, one.Results));
            if (taken.TryAdd(one.From, map.File)) continue;
            problems.Error(place, $"{map.File} would never run.",
                $"{taken[one.From]} before it takes the type {one.From} too, and the first that fits is run.",
                "Remove one of them, or give each its own from.");
        }

        return made;
    }

    private static SourcePlace PlaceOf(MapConfig map) => map.Source.PlaceOf("file");

    // What a map takes and gives; null: a mistake has been added.
    private MadeMap? Of(MapModel model, SourcePlace place)
    {
        if (_made.TryGetValue(model, out var known)) return known;
        var recorded = new RecordedFiles(resources.Files);
        if (Make(model, place, recorded) is not { } map) return _made[model] = null;
        DoubtCheck.Check(map, folder, problems);
        var results = new MessageFacts(
            model.To is null ? null : [model.To], (map as IKnowsProperties)?.Promoted);
        return _made[model] = new MadeMap(
            model with { FilesDigest = recorded.Digest }, map.SourceMessageType, results);
    }

    private IMap? Make(MapModel map, SourcePlace place, RecordedFiles recorded)
    {
        string extension = Path.GetExtension(map.File);
        var factory = catalog.Maps.FirstOrDefault(m =>
            string.Equals(m.Extension, extension, StringComparison.OrdinalIgnoreCase));
        if (factory is null)
        {
            problems.Error(place, $"{map.File} is no kind of map that is known.",
                $"Maps end with {string.Join(", ", catalog.Maps.Select(m => m.Extension))}.",
                "Name a file of one of these kinds.");
            return null;
        }

        try
        {
            files.UnionWith(factory.FilesOf(map, resources.Files));
            return factory.Create(map, resources with { Files = recorded });
        }
        catch (ComponentConfigurationException e)
        {
            if (e.File is { } file) _named.Add(file, e.Line, place, e.Message);
            else problems.Error(place, $"{map.File} cannot be used.", e.Message, "Correct the options of the map.");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            problems.Error(place, $"{map.File} cannot be read.", e.Message,
                "Correct the path; it is relative to this file.");
        }

        return null;
    }

    /// <summary>A map that could be made.</summary>
    private sealed record MadeMap(MapModel Model, string From, MessageFacts Results);
}
