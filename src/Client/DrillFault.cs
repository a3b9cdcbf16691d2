namespace Viaduct.Client;

/// <summary>The failure that a drill causes.</summary>
/// <param name="Kind">One of <see cref="FaultKinds"/>.</param>
/// <param name="Server">The server that suffers it; empty if none does.</param>
/// <param name="Session">Its session then; 0 if none.</param>
/// <param name="AtMs">When it began; null if it did not.</param>
/// <param name="UncertaintyMs">By how much that may be wrong, to either side.</param>
/// <param name="ForMs">How long it was to last; 0 if nobody ends it.</param>
public sealed record DrillFault(
    string Kind, string Server, long Session, double? AtMs, double UncertaintyMs, int ForMs);
