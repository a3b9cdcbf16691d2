namespace Viaduct.Formats.Xml.Promotion;

/// <summary>A step that several paths may share, with what follows it.</summary>
internal sealed class PathNode(PathStep step, int index)
{
    /// <summary>The step.</summary>
    public PathStep Step { get; } = step;

    /// <summary>Its number in the plan.</summary>
    public int Index { get; } = index;

    /// <summary>The elements below.</summary>
    public List<PathNode> Elements { get; } = [];

    /// <summary>The attributes.</summary>
    public List<PathNode> Attributes { get; } = [];

    /// <summary>What the value here becomes.</summary>
    public List<PlannedProperty> Properties { get; } = [];
}
