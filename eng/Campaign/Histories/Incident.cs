namespace Viaduct.Campaign.Histories;

/// <summary>Something that must not happen, seen while the campaign ran.</summary>
/// <param name="Kind">What it violates.</param>
/// <param name="Text">What was seen.</param>
/// <param name="At">When, in milliseconds since the campaign began.</param>
internal sealed record Incident(ViolationKind Kind, string Text, double At);
