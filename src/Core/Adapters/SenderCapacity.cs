namespace Viaduct.Core.Adapters;

/// <summary>The limits of a sender.</summary>
/// <param name="BatchMessages">The most messages in one call. Default 100.</param>
/// <param name="ParallelBatches">The most calls at once. Default 1.</param>
public sealed record SenderCapacity(int BatchMessages = 100, int ParallelBatches = 1);
