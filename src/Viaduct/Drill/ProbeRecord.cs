namespace Viaduct.Cli.Drill;

/// <summary>All that a drill put in and all that arrived: what its checker judges by, and nothing else.</summary>
/// <param name="Messages">What was put in.</param>
/// <param name="Arrivals">What arrived, in any order.</param>
/// <param name="FaultAt">When the failure began; null if it did not.</param>
/// <param name="EndedAt">When the drill stopped looking.</param>
internal sealed record ProbeRecord(
    IReadOnlyList<ProbeMessage> Messages, IReadOnlyList<ProbeArrival> Arrivals, TimeSpan? FaultAt, TimeSpan EndedAt);
