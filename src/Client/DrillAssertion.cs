namespace Viaduct.Client;

/// <summary>Something that was demanded of a drill.</summary>
/// <param name="Name">The option that demands it, without its dashes.</param>
/// <param name="Limit">The most that is allowed; milliseconds for times.</param>
/// <param name="Actual">What was found; null if it cannot be told, which does not hold.</param>
/// <param name="Holds">True if it held.</param>
public sealed record DrillAssertion(string Name, double Limit, double? Actual, bool Holds);
