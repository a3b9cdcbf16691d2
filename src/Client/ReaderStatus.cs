namespace Viaduct.Client;

/// <summary>How far a reader has come in a lane.</summary>
/// <param name="Reader">The host's name, <c>host/port</c> for a detached port, or <c>tracker</c>.</param>
/// <param name="Kind">What it reads for: <c>host</c>, <c>detachedPort</c> or <c>tracker</c>.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Head">The last segment in the lane.</param>
/// <param name="Position">The segment and item before which everything is done.</param>
/// <param name="Lag">The segments from the first with work for this reader to the head; 0 if it has caught up.</param>
public sealed record ReaderStatus(string Reader, string Kind, int Lane, long Head, string Position, long Lag);
