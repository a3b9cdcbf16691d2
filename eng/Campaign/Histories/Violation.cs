namespace Viaduct.Campaign.Histories;

/// <summary>Something in a history that must not be.</summary>
/// <param name="Kind">What it violates.</param>
/// <param name="Id">The message; empty if there is none.</param>
/// <param name="Port">The send port; empty if there is none.</param>
/// <param name="Text">What was seen, with its numbers.</param>
/// <param name="From">When it may have begun, in milliseconds since the campaign began.</param>
/// <param name="To">When it was seen.</param>
internal sealed record Violation(
    ViolationKind Kind, string Id, string Port, string Text, double From, double To)
{
    /// <summary>The faults that were under way then, or shortly before.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
