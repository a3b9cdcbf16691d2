namespace Viaduct.Cli.Drill;

/// <summary>A delivery at the far side.</summary>
/// <param name="Number">The message's number.</param>
/// <param name="IdempotencyKey">The key of the transmission; empty if there was none.</param>
/// <param name="At">When, since the drill began.</param>
internal sealed record ProbeArrival(int Number, string IdempotencyKey, TimeSpan At);
