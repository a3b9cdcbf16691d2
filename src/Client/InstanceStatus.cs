namespace Viaduct.Client;

/// <summary>A host on a server.</summary>
/// <param name="Host">The host.</param>
/// <param name="Server">The server.</param>
/// <param name="State">
/// What it does there: <c>running</c>, <c>paused</c>, <c>draining</c>, <c>standby</c>, <c>stopped</c> or
/// <c>disabled</c>.
/// </param>
/// <param name="Alive">False if the server is not there.</param>
/// <param name="Lanes">In how many lanes of the log it works for the host.</param>
/// <param name="Since">
/// Since when: what was said last, or else the start of the server; null if it is not there.
/// </param>
/// <param name="Said">What was said of it, for example <c>stopped</c>; null if the configuration holds.</param>
public sealed record InstanceStatus(
    string Host, string Server, string State, bool Alive, int Lanes, DateTimeOffset? Since, string? Said);
