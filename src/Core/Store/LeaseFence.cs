namespace Viaduct.Core.Store;

/// <summary>A lease as its owner knows it: in whose name a commit writes (rule 111).</summary>
/// <param name="Name">The name of the cluster group.</param>
/// <param name="Epoch">The owner's epoch.</param>
public sealed record LeaseFence(string Name, long Epoch);
