namespace Viaduct.Core.Store;

/// <summary>All that a session owns now.</summary>
/// <param name="Lanes">The lanes it writes.</param>
/// <param name="Readers">The readers in lanes that it works.</param>
public sealed record Holdings(IReadOnlyList<LaneGrant> Lanes, IReadOnlyList<ReaderGrant> Readers);
