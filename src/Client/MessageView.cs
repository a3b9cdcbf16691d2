namespace Viaduct.Client;

/// <summary>An open item with its message.</summary>
public sealed record MessageView
{
    /// <summary>The open item.</summary>
    public required ItemView Item { get; init; }

    /// <summary>The properties, written and promoted, in the order in which they were set.</summary>
    public required IReadOnlyList<PropertyView> Context { get; init; }

    /// <summary>The parts; the first is the body.</summary>
    public required IReadOnlyList<PartView> Parts { get; init; }
}
