namespace Viaduct.Core.Store;

/// <summary>The lease of a cluster group.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="Owner">Whose it is; <see cref="SessionId.None"/>: it is free.</param>
/// <param name="Epoch">Rises with every change of the owner.</param>
/// <param name="Server">
/// The owner's server; while it is free, that of the last owner; empty if it never had one.
/// </param>
/// <param name="Cause">Why it left the owner before.</param>
/// <param name="ChangedAt">When it changed last.</param>
public sealed record LeaseRow(
    string Name, SessionId Owner, long Epoch, string Server, LeaseCause Cause, DateTimeOffset ChangedAt)
{
    /// <summary>The server on which an operator wants it; null: none.</summary>
    public string? Wanted { get; init; }

    /// <summary>The owner's fence.</summary>
    public LeaseFence Fence => new(Name, Epoch);
}
