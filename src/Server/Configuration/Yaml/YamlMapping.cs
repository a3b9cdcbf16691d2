using System.Text.Json;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>Keys with values, each key once.</summary>
internal sealed class YamlMapping(SourcePlace place, IReadOnlyList<YamlEntry> entries)
    : YamlNode(place, 1 + entries.Sum(e => 1 + e.Value.Size))
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Word => "keys with values";

    public override string ToString() =>
        $"{{{string.Join(",", Entries.Select(e => $"{JsonSerializer.Serialize(e.Key)}:{e.Value}"))}}}";

    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key == key);

    /// <summary>Where the value of a key stands; the mapping itself if the key is not there.</summary>
    public SourcePlace PlaceOf(string key) => Find(key)?.Value.Place ?? Place;
}
