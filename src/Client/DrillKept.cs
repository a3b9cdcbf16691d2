namespace Viaduct.Client;

/// <summary>What became of a report that was to be kept.</summary>
/// <param name="Id">The drill.</param>
/// <param name="Changed">False if there was one of this id already; that is never changed.</param>
public sealed record DrillKept(Guid Id, bool Changed);
