namespace Viaduct.Core.Track;

/// <summary>Some of the events that fit.</summary>
/// <param name="Events">The events; fewer than asked for, or none, does not mean that there are no more.</param>
/// <param name="Next">The place behind which the next page begins; null if there is nothing more.</param>
public sealed record TrackPage(IReadOnlyList<TrackEvent> Events, TrackPlace? Next);
