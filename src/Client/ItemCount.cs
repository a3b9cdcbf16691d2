namespace Viaduct.Client;

/// <summary>A number of open items.</summary>
/// <param name="State">Their state, one of <see cref="ItemStates"/>.</param>
/// <param name="Port">Their port or location.</param>
/// <param name="FailureCode">Their failure code, or null.</param>
/// <param name="Items">How many there are.</param>
public sealed record ItemCount(string State, string Port, string? FailureCode, long Items);
