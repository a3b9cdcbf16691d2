namespace Viaduct.Client;

/// <summary>What a send port or receive location does, after something was said of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">What it does now, one of <see cref="PortStates"/>.</param>
/// <param name="Configured">What the configuration wants of it.</param>
/// <param name="Changed">False if that was said before already.</param>
public sealed record PortChange(string Name, string State, string Configured, bool Changed);
