namespace Viaduct.Adapters.File;

/// <summary>A watch by the operating system.</summary>
internal sealed class SystemWatch : IDisposable
{
    private readonly FileSystemWatcher _watcher;
    private readonly Action<WatchHint> _onHint;

    private SystemWatch(string folder, Action<WatchHint> onHint)
    {
        _onHint = onHint;
        _watcher = new FileSystemWatcher(folder)
        {
            // Not each write: a file that is being written is looked at again by itself.
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.Attributes,
            IncludeSubdirectories = false,
        };
        _watcher.Created += (_, e) => Hint(WatchHintKind.Changed, e.Name);
        _watcher.Changed += (_, e) => Hint(WatchHintKind.Changed, e.Name);
        _watcher.Renamed += (_, e) => Hint(WatchHintKind.MovedIn, e.Name);
        _watcher.Error += (_, e) => onHint(new WatchHint(WatchHintKind.Lost, e.GetException().Message));
    }

    /// <summary>Begins to watch a folder.</summary>
    /// <exception cref="IOException">The system cannot watch the folder, or watches too many.</exception>
    public static IDisposable Start(string folder, Action<WatchHint> onHint)
    {
        SystemWatch? watch = null;
        try
        {
            watch = new SystemWatch(folder, onHint);
            watch._watcher.EnableRaisingEvents = true;
            return watch;
        }
        catch (Exception e) when (e is ArgumentException or UnauthorizedAccessException or IOException)
        {
            watch?.Dispose();
            throw e as IOException ?? new IOException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher.Dispose();

    // What the adapter itself does to names is no news.
    private void Hint(WatchHintKind kind, string? name)
    {
        if (name is not null && !ClaimedName.IsReserved(name)) _onHint(new WatchHint(kind, name));
    }
}
