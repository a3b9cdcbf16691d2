namespace Viaduct.Core.Store;

/// <summary>A claim of a source item, owned by the session that writes it.</summary>
/// <param name="Id">The claim id.</param>
/// <param name="Location">The receive location's name.</param>
/// <param name="Item">What the item was called at its source.</param>
public sealed record ClaimRow(Guid Id, string Location, string Item);
