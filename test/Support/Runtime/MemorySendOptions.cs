namespace Viaduct.Support.Runtime;

/// <summary>Options of a send port of the memory adapter.</summary>
public sealed record MemorySendOptions
{
    /// <summary>A receive location that every message goes round to; null: it ends in the sink.</summary>
    public string? Location { get; init; }
}
