namespace Viaduct.Core.Store;

/// <summary>A body in chunks that something tracked names.</summary>
/// <param name="BodyId">The body; published, also by the same commit.</param>
/// <param name="Keep">How long its chunks stay at least, from the commit on.</param>
public readonly record struct KeptBody(Guid BodyId, TimeSpan Keep);
