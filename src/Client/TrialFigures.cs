namespace Viaduct.Client;

/// <summary>What became of what one version in a trial had.</summary>
/// <param name="Interchanges">The interchanges that went through something that differs.</param>
/// <param name="Suspended">Those of them of which something was suspended.</param>
/// <param name="FailedAttempts">Attempts to deliver that failed and are made again; they decide nothing.</param>
public sealed record TrialFigures(long Interchanges, long Suspended, long FailedAttempts);
