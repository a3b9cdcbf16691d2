namespace Viaduct.Client;

/// <summary>A server of the group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Machine">The machine that it runs on.</param>
/// <param name="ProcessId">Its process there.</param>
/// <param name="Version">Viaduct's version.</param>
/// <param name="Session">Its session.</param>
/// <param name="StartedAt">When it joined, by the store's clock.</param>
/// <param name="Alive">False if it is certainly dead, and waits to be taken over.</param>
public sealed record ServerStatus(
    string Name, string Machine, int ProcessId, string Version, long Session, DateTimeOffset StartedAt, bool Alive);
