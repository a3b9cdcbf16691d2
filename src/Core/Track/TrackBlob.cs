namespace Viaduct.Core.Track;

/// <summary>What <see cref="TrackWriter"/> wrote of one commit for one retention class.</summary>
/// <param name="Lane">The commit's lane; 0 if it was none of the log.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Events">The events.</param>
internal readonly record struct TrackBlob(int Lane, long Sequence, ReadOnlyMemory<byte> Events);
