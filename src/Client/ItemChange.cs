namespace Viaduct.Client;

/// <summary>What became of an item that was to be resumed or terminated.</summary>
/// <param name="Id">The item.</param>
/// <param name="Changed">True if it was changed by this call.</param>
/// <param name="Reason">Why it was not; else null.</param>
public sealed record ItemChange(Guid Id, bool Changed, string? Reason);
