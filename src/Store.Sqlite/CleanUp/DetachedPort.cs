namespace Viaduct.Store.Sqlite.CleanUp;

/// <summary>A detached port in a lane.</summary>
/// <param name="Reader">Its reader.</param>
/// <param name="Port">The number of the port.</param>
/// <param name="Sequence">Where it stands: it needs nothing before.</param>
internal sealed record DetachedPort(int Reader, int Port, long Sequence);
