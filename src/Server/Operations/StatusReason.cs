namespace Viaduct.Server.Operations;

/// <summary>Something that is wrong with a group.</summary>
/// <param name="Code">What, as a stable word for programs.</param>
/// <param name="Text">What and what to do, for people.</param>
public sealed record StatusReason(string Code, string Text);
