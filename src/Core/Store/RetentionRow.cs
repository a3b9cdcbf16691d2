namespace Viaduct.Core.Store;

/// <summary>A retention class, as the store has it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Keep">
/// How long what is tracked in it is kept; null: as <see cref="CleanUpOptions.Tracking"/> says.
/// </param>
public sealed record RetentionRow(int Number, string Name, TimeSpan? Keep);
