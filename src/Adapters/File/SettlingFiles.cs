using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Decides when a file has stood still for long enough. Looks only at what it is told, at times that the caller's
/// monotonic clock gives; the times in the files come from other clocks and are compared for equality alone.
/// </summary>
internal sealed class SettlingFiles(TimeSpan settle, TimeSpan lookMax)
{
    private static readonly TimeSpan LookMin = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many files are waited for.</summary>
    public int Count => _entries.Count;

    /// <summary>
    /// True if the file may be taken now.
    /// </summary>
    /// <param name="name">The file.</param>
    /// <param name="stat">What it looks like now.</param>
    /// <param name="isBeingWritten">True if somebody has it open for writing.</param>
    /// <param name="mustStandStill">True if only time can tell that it is whole.</param>
    /// <param name="now">The monotonic time.</param>
    public bool Look(string name, in FileStat stat, bool isBeingWritten, bool mustStandStill, TimeSpan now)
    {
        bool isKnown = _entries.TryGetValue(name, out var entry);
        if (isBeingWritten)
        {
            Busy(name, now, stat);
            return false;
        }

        if (isKnown && entry.NotBefore > now) return false;
        if (!mustStandStill || settle == TimeSpan.Zero)
        {
            _entries.Remove(name);
            return true;
        }

        if (!isKnown || entry.IsBusy || !entry.Stat.SameContentAs(stat))
        {
            _entries[name] = new Entry(stat, now, now + settle, LookMin, IsBusy: false);
            return false;
        }

        if (now - entry.Since < settle) return false;
        _entries.Remove(name);
        return true;
    }

    /// <summary>The file turned out to be in use: it is looked at again later, and later each time.</summary>
    public void Busy(string name, TimeSpan now, in FileStat stat = default)
    {
        var wait = _entries.TryGetValue(name, out var entry) && entry.IsBusy ? entry.Wait * 2 : LookMin;
        wait = wait < lookMax ? wait : lookMax;
        _entries[name] = new Entry(stat, now, now + wait, wait, IsBusy: true);
    }

    /// <summary>Forgets the files that are not in the folder any more.</summary>
    public void Forget(IReadOnlySet<string> present)
    {
        foreach (string name in _entries.Keys)
            if (!present.Contains(name)) _entries.Remove(name);
    }

    /// <summary>In how long the next file may be ready, or null if none is waited for.</summary>
    public TimeSpan? NextLook(TimeSpan now)
    {
        if (_entries.Count == 0) return null;
        var first = TimeSpan.MaxValue;
        foreach (var entry in _entries.Values)
            if (entry.NotBefore < first) first = entry.NotBefore;
        return first > now ? first - now : TimeSpan.Zero;
    }

    private readonly record struct Entry(
        FileStat Stat, TimeSpan Since, TimeSpan NotBefore, TimeSpan Wait, bool IsBusy);
}
