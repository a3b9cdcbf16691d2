namespace Viaduct.Core.Store;

/// <summary>An open item in the hands of its owner: the fence of what is written for it.</summary>
/// <param name="Id">The item.</param>
/// <param name="Epoch">The epoch of this ownership.</param>
public readonly record struct OpenItemKey(Guid Id, long Epoch);
