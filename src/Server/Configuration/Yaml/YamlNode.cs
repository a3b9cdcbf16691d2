namespace Viaduct.Server.Configuration.Yaml;

/// <summary>A part of a YAML document that knows where it stands.</summary>
internal abstract class YamlNode(SourcePlace place, int size)
{
    public SourcePlace Place { get; } = place;

    /// <summary>How many nodes it has, itself included, with aliases counted as often as they are used.</summary>
    public int Size { get; } = size;

    /// <summary>What it is, for people.</summary>
    public abstract string Word { get; }

    /// <summary>The node as JSON: equal for nodes that say the same.</summary>
    public abstract override string ToString();
}
