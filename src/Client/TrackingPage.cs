namespace Viaduct.Client;

/// <summary>
/// A page of events in the order in which they were stored, or back. That is the order of time up to a moment: servers
/// store what they track a little later, and their clocks differ.
/// </summary>
/// <param name="Events">The events; there may be fewer than asked for, even none, with more to come.</param>
/// <param name="Next">What the next page is asked for with; null if this is the last.</param>
public sealed record TrackingPage(IReadOnlyList<TrackedEvent> Events, string? Next);
