using Viaduct.Core.Trials;

namespace Viaduct.Core.Publish;

/// <summary>The routes of a version that is tried, beside those of its base.</summary>
/// <param name="Share">Tells whose interchanges they are for.</param>
/// <param name="Candidate">Its routes.</param>
internal sealed record TriedRoutes(TrialShare Share, RouteTable Candidate);
