namespace Viaduct.Client;

/// <summary>What became of a move.</summary>
/// <param name="Name">The cluster group.</param>
/// <param name="From">The server on which it was active; null: on none.</param>
/// <param name="To">The server on which it is wanted.</param>
/// <param name="Arrived">True if it is active there.</param>
public sealed record ClusterMove(string Name, string? From, string To, bool Arrived)
{
    /// <summary>For how long nobody received; null: it was there already, or it is not known yet.</summary>
    public double? GapMilliseconds { get; init; }
}
