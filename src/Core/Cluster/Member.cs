using Viaduct.Core.Store;

namespace Viaduct.Core.Cluster;

/// <summary>A server of the group that lives.</summary>
/// <param name="Session">Its session.</param>
/// <param name="Server">Its name.</param>
/// <param name="Only">The only hosts that its process runs; none: all.</param>
/// <param name="Load">The work items that it had in hand when it reported last.</param>
/// <param name="IsReady">True while it works what it is given.</param>
internal sealed record Member(
    SessionId Session, string Server, IReadOnlyList<string> Only, int Load, bool IsReady);
