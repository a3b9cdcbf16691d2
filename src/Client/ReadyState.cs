namespace Viaduct.Client;

/// <summary>Whether a server should get traffic now.</summary>
/// <param name="Ready">True if it should.</param>
/// <param name="Reasons">Why not; empty if it should, and for callers that have not shown the token.</param>
public sealed record ReadyState(bool Ready, IReadOnlyList<ReadyReason> Reasons);
