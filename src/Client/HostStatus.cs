namespace Viaduct.Client;

/// <summary>A host as configured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Locations">The names of its receive locations.</param>
/// <param name="SendPorts">The names of its send ports.</param>
/// <param name="Lag">The commits of the log that its reader has not come past, over all lanes.</param>
public sealed record HostStatus(
    string Name, IReadOnlyList<string> Locations, IReadOnlyList<string> SendPorts, long Lag);
