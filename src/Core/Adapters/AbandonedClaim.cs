namespace Viaduct.Core.Adapters;

/// <summary>A claim whose owner is dead, now owned by the caller.</summary>
/// <param name="Claim">The claim, under its old id.</param>
/// <param name="Received">True if its receipt is there: the item is in the message box and is deleted at its
/// source.</param>
/// <param name="Deaths">How many owners died with it in hand; see <see cref="Recover.DeathLimits"/>.</param>
public sealed record AbandonedClaim(Claim Claim, bool Received, int Deaths);
