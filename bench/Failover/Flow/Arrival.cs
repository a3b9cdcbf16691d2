namespace Viaduct.FailoverBench.Flow;

/// <summary>A message that has come to the far side under a new idempotency key.</summary>
/// <param name="Letter">Which one.</param>
/// <param name="At">The time stamp.</param>
internal readonly record struct Arrival(Letter Letter, long At);
