namespace Viaduct.Server.Configuration.Yaml;

/// <summary>A list.</summary>
internal sealed class YamlSequence(SourcePlace place, IReadOnlyList<YamlNode> items)
    : YamlNode(place, 1 + items.Sum(i => i.Size))
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string ToString() => $"[{string.Join(",", Items)}]";

    public override string Word => "a list";
}
