namespace Viaduct.Core.Adapters;

/// <summary>A source item marked as being taken, recorded before the mark is made at the source.</summary>
/// <param name="Id">The claim id; it is part of the claimed name and is the receipt key.</param>
/// <param name="Item">What the item was called at its source, as the adapter wants it back.</param>
public sealed record Claim(Guid Id, string Item);
