namespace Viaduct.Core.Track;

/// <summary>The place of an event in the tracking that is stored.</summary>
/// <param name="Row">The number of its row.</param>
/// <param name="Event">Its number in the row, from 0.</param>
public readonly record struct TrackPlace(long Row, int Event);
