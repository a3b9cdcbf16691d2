using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <summary>One message for one reader.</summary>
/// <param name="Key">The reader and the lane.</param>
/// <param name="At">The segment, and the place in the reader's reference to it.</param>
internal readonly record struct WorkItem(ReaderLane Key, Position At);
