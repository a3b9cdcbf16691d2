namespace Viaduct.Client;

/// <summary>What keeps a receive location or a send port from working on one server.</summary>
/// <param name="Server">The server; others may work.</param>
/// <param name="Text">What keeps it there, and what to do.</param>
public sealed record TroubleStatus(string Server, string Text);
