namespace Viaduct.Support.Runtime;

/// <summary>Options of a send port of the memory adapter.</summary>
public sealed record MemorySendOptions
{
    /// <summary>A receive location that every message goes round to; null: it ends in the sink.</summary>
    public string? Location { get; init; }

    /// <summary>The address that a message named, at a dynamic port; null: the port's own.</summary>
    public string? Address { get; init; }
}
