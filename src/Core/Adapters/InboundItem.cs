namespace Viaduct.Core.Adapters;

/// <summary>
/// What a sender returns to the receive half: a response, or a message that goes round. It is received in the same
/// commit that completes the transmission, so that hop to hop is exactly once.
/// </summary>
/// <param name="LocationName">The receive location whose pipeline and port it goes through.</param>
/// <param name="Item">The item; it needs no receipt.</param>
public sealed record InboundItem(string LocationName, SourceItem Item);
