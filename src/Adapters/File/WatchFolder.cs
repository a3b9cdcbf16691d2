namespace Viaduct.Adapters.File;

/// <summary>Begins to watch a folder and calls back, on any thread, until the result is disposed of.</summary>
/// <exception cref="IOException">The system cannot watch the folder.</exception>
internal delegate IDisposable WatchFolder(string folder, Action<WatchHint> onHint);
