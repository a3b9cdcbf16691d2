namespace Viaduct.Core.Recover;

/// <summary>What is done with a failed delivery.</summary>
/// <param name="After">When to try again; null: suspend.</param>
/// <param name="Code">The failure code to keep.</param>
internal readonly record struct RetryDecision(TimeSpan? After, string Code);
