using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Decides when a file has stood still for long enough. Looks only at what it is told, at times that the caller's
/// monotonic clock gives; the times in the files come from other clocks and are compared for equality alone.
/// </summary>
internal sealed class SettlingFiles(TimeSpan settle, TimeSpan lookMax)
{
    private static readonly TimeSpan LookMin = TimeSpan.FromMilliseconds(100);
    // Files are looked at by one round at a time, but found to be in use by many submissions at once.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many files are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _entries.Count;
        }
    }

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
        lock (_gate) return Look_NeedsLock(name, stat, isBeingWritten, mustStandStill, now);
    }

    /// <summary>The file turned out to be in use: it is looked at again later, and later each time.</summary>
    public void Busy(string name, TimeSpan now)
    {
        lock (_gate) Busy_NeedsLock(name, default, now);
    }

    /// <summary>The files that have been in use, at every look, for so long.</summary>
    public IReadOnlyList<string> InUseFor(TimeSpan time, TimeSpan now)
    {
        lock (_gate) return [.. _entries.Where(e => now - e.Value.BusySince >= time).Select(e => e.Key)];
    }

    /// <summary>Forgets the files that are not in the folder any more.</summary>
    public void Forget(IReadOnlySet<string> present)
    {
        lock (_gate)
            foreach (string name in _entries.Keys)
                if (!present.Contains(name)) _entries.Remove(name);
    }

    /// <summary>In how long the next file may be ready, or null if none is waited for.</summary>
    public TimeSpan? NextLook(TimeSpan now)
    {
        lock (_gate)
        {
            if (_entries.Count == 0) return null;
            var first = _entries.Values.Min(entry => entry.NotBefore);
            return first > now ? first - now : TimeSpan.Zero;
        }
    }

    private bool Look_NeedsLock(
        string name, in FileStat stat, bool isBeingWritten, bool mustStandStill, TimeSpan now)
    {
        _entries.TryGetValue(name, out var entry);
        if (isBeingWritten)
        {
            Busy_NeedsLock(name, stat, now);
            return false;
        }

        if (entry is not null && entry.NotBefore > now) return false;
        bool stoodStill = entry is { BusySince: null } && entry.Stat.SameContentAs(stat) && now - entry.Since >= settle;
        if (mustStandStill && settle > TimeSpan.Zero && !stoodStill)
        {
            _entries[name] = new Entry(stat, now, now + settle, entry?.Wait ?? TimeSpan.Zero, BusySince: null);
            return false;
        }

        // What was found to be in use before may be so again, and then waits longer.
        if (entry is not null && entry.Wait == TimeSpan.Zero) _entries.Remove(name);
        return true;
    }

    private void Busy_NeedsLock(string name, in FileStat stat, TimeSpan now)
    {
        var wait = _entries.TryGetValue(name, out var entry) && entry.Wait > TimeSpan.Zero ? entry.Wait * 2 : LookMin;
        wait = wait < lookMax ? wait : lookMax;
        _entries[name] = new Entry(stat, now, now + wait, wait, entry?.BusySince ?? now);
    }

    private sealed record Entry(FileStat Stat, TimeSpan Since, TimeSpan NotBefore, TimeSpan Wait, TimeSpan? BusySince);
}
