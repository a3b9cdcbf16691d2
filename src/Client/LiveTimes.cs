namespace Viaduct.Client;

/// <summary>
/// How long deliveries took, from the making of the message to its delivery, retries and waiting included: in
/// milliseconds, at most, in steps of the square root of two.
/// </summary>
/// <param name="Median">Half of them took at most so long.</param>
/// <param name="P95">95 % of them took at most so long.</param>
/// <param name="P99">99 % of them took at most so long.</param>
/// <param name="Max">All of them took at most so long.</param>
public sealed record LiveTimes(double Median, double P95, double P99, double Max);
