namespace Viaduct.Client;

/// <summary>Whether a server should get traffic now.</summary>
/// <param name="Ready">True if it should.</param>
/// <param name="Reasons">Why not; empty if it should, and for callers that have not shown the token.</param>
public sealed record ReadyState(bool Ready, IReadOnlyList<ReadyReason> Reasons)
{
    /// <summary>
    /// What does not work although the server should get traffic: receive locations (<c>location-trouble</c>) and send
    /// ports (<c>port-trouble</c>); empty for callers that have not shown the token.
    /// </summary>
    public IReadOnlyList<ReadyReason> Warnings { get; init; } = [];
}
