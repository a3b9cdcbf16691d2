namespace Viaduct.Core.Store;

/// <summary>A drill as the store keeps it, without its report.</summary>
/// <param name="Id">The drill.</param>
/// <param name="StartedAt">When it began, by the clock of the machine that ran it; to the microsecond.</param>
/// <param name="Kind">The failure; 1 to 50 characters.</param>
/// <param name="Server">The server that suffered it; empty if none did; at most 200 characters.</param>
/// <param name="Verdict">How it came out; 1 to 50 characters.</param>
/// <param name="By">Who ran it; 1 to 200 characters.</param>
public sealed record DrillRow(
    Guid Id, DateTimeOffset StartedAt, string Kind, string Server, string Verdict, string By);
