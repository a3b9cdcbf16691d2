using System.Collections.Concurrent;
using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Watches the folder for as long as it is there, and remembers what was moved in. Without a watch, or with one that
/// fails, the location finds its files by listing the folder.
/// </summary>
internal sealed class FolderHints(FileLocation location, WatchFolder watchFolder, Action onHint) : IDisposable
{
    private const string Subject = "\0watch";
    private const int MovedInMax = 10_000;
    private readonly ConcurrentDictionary<string, bool> _movedIn = new(StringComparer.Ordinal);
    private IDisposable? _watch;
    private FileStat _watched;
    private volatile bool _isLost;

    /// <summary>Watches the folder, or the new one that has taken its place, or gives up the watch.</summary>
    /// <param name="folder">The folder, or null if it is not there.</param>
    public void Ensure(FileStat? folder)
    {
        if (_watch is not null && !_isLost && folder is { } same && IsWatched(same)) return;
        _watch?.Dispose();
        _watch = null;
        if (folder is null) return;
        try
        {
            _isLost = false;
            _watch = watchFolder(location.Folder, OnHint);
            _watched = folder.Value;
            location.Complaints.Over(Subject);
        }
        catch (IOException e)
        {
            if (location.Complaints.IsNew(Subject, e.Message))
                location.Log.WatchUnavailable(
                    location.Context.LocationName, location.Folder, e.Message, location.Options.Every);
        }
    }

    /// <summary>True, once, for a name that a file got by a rename.</summary>
    public bool WasMovedIn(string name) => _movedIn.TryRemove(name, out _);

    /// <inheritdoc/>
    public void Dispose()
    {
        _watch?.Dispose();
        _watch = null;
    }

    // A folder that is made anew may get the number of the old one.
    private bool IsWatched(in FileStat folder) => folder.Identity == _watched.Identity;

    private void OnHint(WatchHint hint)
    {
        switch (hint.Kind)
        {
            case WatchHintKind.MovedIn when _movedIn.Count < MovedInMax && hint.Text is not null:
                _movedIn[hint.Text] = true;
                break;
            case WatchHintKind.Lost:
                _isLost = true;
                // A sign that was lost cannot be told from one that was never given.
                _movedIn.Clear();
                location.Log.WatchLost(location.Context.LocationName, location.Folder, hint.Text ?? "");
                break;
            default:
                break;
        }

        onHint();
    }
}
