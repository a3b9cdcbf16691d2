namespace Viaduct.Core.Model;

/// <summary>A retention class.</summary>
/// <param name="Name">Unique in the group.</param>
/// <param name="Keep">How long what is tracked in it is kept.</param>
public sealed record RetentionModel(string Name, TimeSpan Keep);
