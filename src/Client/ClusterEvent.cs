namespace Viaduct.Client;

/// <summary>A change of who is active in a cluster group.</summary>
/// <param name="Cluster">The cluster group.</param>
/// <param name="At">When.</param>
/// <param name="From">The server before; empty: there was none.</param>
/// <param name="To">The server from then on.</param>
/// <param name="Cause">
/// Why: <c>first</c>, <c>died</c>, <c>hung</c>, <c>stopped</c>, <c>moved</c>, <c>relieved</c>, <c>failback</c> or
/// <c>unclustered</c>.
/// </param>
/// <param name="DetectedMilliseconds">
/// How long it took at most to notice the end of the server before; null: nothing had to be noticed.
/// </param>
/// <param name="GapMilliseconds">
/// For how long nobody received; null: there was nobody before, or the new server has not received yet.
/// </param>
public sealed record ClusterEvent(
    string Cluster, DateTimeOffset At, string From, string To, string Cause, double? DetectedMilliseconds,
    double? GapMilliseconds);
