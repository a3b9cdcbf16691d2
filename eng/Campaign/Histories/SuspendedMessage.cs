namespace Viaduct.Campaign.Histories;

/// <summary>A message that the group itself lists as suspended.</summary>
/// <param name="Port">The send port or receive location; empty if it is for none.</param>
/// <param name="Id">What the content says that it is.</param>
/// <param name="Code">The failure code.</param>
internal sealed record SuspendedMessage(string Port, string Id, string Code);
