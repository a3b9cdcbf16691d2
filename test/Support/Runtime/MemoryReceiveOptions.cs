namespace Viaduct.Support.Runtime;

/// <summary>The memory adapter has nothing to set.</summary>
public sealed record MemoryReceiveOptions;
