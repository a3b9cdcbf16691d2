namespace Viaduct.Client;

/// <summary>What a send port or receive location is to do.</summary>
/// <param name="State">One of <see cref="PortStates"/>.</param>
public sealed record PortRequest(string State);
