namespace Viaduct.Core.Store;

/// <summary>The bodies that one commit tracks for one retention class.</summary>
/// <param name="Retention">The number of the class.</param>
/// <param name="Records">Message records, one after the other; events name them by offset and length.</param>
public sealed record TrackedBodiesRow(int Retention, ReadOnlyMemory<byte> Records);
