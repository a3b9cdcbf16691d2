namespace Viaduct.Client;

/// <summary>A session of the group that has not ended and has not been taken over.</summary>
/// <param name="Server">Its server.</param>
/// <param name="Session">Its number.</param>
public sealed record DrillSession(string Server, long Session);
