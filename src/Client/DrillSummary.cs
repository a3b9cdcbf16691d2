namespace Viaduct.Client;

/// <summary>A drill whose report the store keeps.</summary>
/// <param name="Id">The drill.</param>
/// <param name="StartedAt">When it began, by the clock of the machine that ran it.</param>
/// <param name="Kind">The failure, one of <see cref="FaultKinds"/>.</param>
/// <param name="Server">The server that suffered it; empty if none did.</param>
/// <param name="Verdict">How it came out, one of <see cref="DrillVerdicts"/>.</param>
/// <param name="By">Who ran it.</param>
public sealed record DrillSummary(
    Guid Id, DateTimeOffset StartedAt, string Kind, string Server, string Verdict, string By);
