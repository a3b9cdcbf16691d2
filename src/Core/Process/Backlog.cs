namespace Viaduct.Core.Process;

/// <summary>A part of a backlog.</summary>
/// <param name="Segments">Segments with work, in order.</param>
/// <param name="ReadThrough">
/// The lane's head at the time of reading: if no segment was found, none is before it.
/// </param>
internal sealed record Backlog(IReadOnlyList<BacklogSegment> Segments, long ReadThrough);
