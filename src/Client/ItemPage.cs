namespace Viaduct.Client;

/// <summary>A page of open items, in the order of creation.</summary>
/// <param name="Items">The items; there may be fewer than asked for, even none, with more to come.</param>
/// <param name="Next">What the next page is asked for with; null if this is the last.</param>
public sealed record ItemPage(IReadOnlyList<ItemView> Items, string? Next);
