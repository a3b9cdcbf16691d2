namespace Viaduct.Client;

/// <summary>A cluster group: who is active, and who would take over.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Hosts">Its hosts.</param>
/// <param name="Server">The server on which it is active; null: on none.</param>
/// <param name="Since">Since when it is active there, or on none; null: it never was.</param>
/// <param name="Cause">Why it left the server before, for example <c>died</c> or <c>moved</c>.</param>
public sealed record ClusterStatus(
    string Name, IReadOnlyList<string> Hosts, string? Server, DateTimeOffset? Since, string Cause)
{
    /// <summary>
    /// The servers that could have it now, the one that would take over first; the active one among them.
    /// </summary>
    public IReadOnlyList<string> Able { get; init; } = [];

    /// <summary>The server on which an operator wants it; null: none, or it has gone elsewhere.</summary>
    public string? Wanted { get; init; }

    /// <summary>The servers on which it may be active; none: all on which its hosts run.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>The servers on which it is active rather than on others.</summary>
    public IReadOnlyList<string> Preferred { get; init; } = [];

    /// <summary>The server that would take over; null: none could.</summary>
    public string? Heir => Able.FirstOrDefault(server => server != Server);
}
