namespace Viaduct.Core.Store;

/// <summary>To whom a lease goes.</summary>
/// <param name="Heir">The session that gets it; <see cref="SessionId.None"/>: it is free afterwards.</param>
/// <param name="Cause">Why.</param>
/// <param name="Quiet">For how long nothing has been received in its name.</param>
public sealed record LeaseGift(SessionId Heir, LeaseCause Cause, TimeSpan Quiet);
