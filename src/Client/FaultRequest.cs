namespace Viaduct.Client;

/// <summary>What a server is to suffer.</summary>
/// <param name="Kind">
/// <see cref="FaultKinds.Kill"/>, <see cref="FaultKinds.Hang"/>, <see cref="FaultKinds.Partition"/> or
/// <see cref="FaultKinds.StoreOutage"/>.
/// </param>
/// <param name="AfterMs">How many milliseconds after the answer it begins, from 100 to 10,000.</param>
/// <param name="ForMs">How many milliseconds it lasts, from 500 to 60,000; 0 of a kill.</param>
/// <param name="By">Who causes it, for the log; from 1 to 200 characters.</param>
public sealed record FaultRequest(string Kind, int AfterMs, int ForMs, string By);
