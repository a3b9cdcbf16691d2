using Viaduct.Adapters.File.Native;

namespace Viaduct.Adapters.File;

/// <summary>
/// Sorts out which of the listed files may be taken now: regular, readable, nobody writing. What must wait, waits; what
/// cannot be taken stays where it is, and that is said once.
/// </summary>
internal sealed class Readiness(FileLocation location)
{
    private static readonly TimeSpan LongInUse = TimeSpan.FromSeconds(10);

    private readonly HashSet<string> _saidInUse = new(StringComparer.Ordinal);
    private readonly SettlingFiles _settling = new(location.Options.Settle, location.Options.Every);

    /// <summary>How many files are waited for.</summary>
    public int Waiting => _settling.Count;

    /// <summary>The files that may be taken now, the oldest first.</summary>
    /// <param name="names">The names in the folder that the mask takes.</param>
    /// <param name="isTaken">True for a file that was taken before and left where it is.</param>
    /// <param name="wasMovedIn">True for a name that a file got by a rename, which is the writer's sign that it is
    /// whole.</param>
    public List<Candidate> Sort(
        IReadOnlyList<string> names, Func<string, FileStat, bool> isTaken, Func<string, bool> wasMovedIn)
    {
        var ready = new List<Candidate>();
        foreach (string name in names)
        {
            var fault = location.Files.Stat(location.PathOf(name), out var stat);
            if (fault.Kind == FileFaultKind.Missing || stat.Kind == FileKind.Folder) continue;
            if (!fault.IsNone) location.Leave(name, $"it cannot be looked at ({fault.Text}). Grant access.");
            else if (!stat.IsRegular) LeaveSpecial(name);
            else if (!isTaken(name, stat) && IsReady(name, wasMovedIn(name), ref stat))
                ready.Add(new Candidate(name, stat));
        }

        _settling.Forget(names.ToHashSet(StringComparer.Ordinal));
        SayWhatIsLongInUse();
        ready.Sort(static (a, b) => a.Stat.Modified != b.Stat.Modified
            ? a.Stat.Modified.CompareTo(b.Stat.Modified)
            : string.CompareOrdinal(a.Name, b.Name));
        return ready;
    }

    /// <summary>The file turned out to be in use when it had been claimed, and was given back.</summary>
    public void Busy(string name) => _settling.Busy(name, Now());

    /// <summary>In how long the next file may be ready, or null if none is waited for.</summary>
    public TimeSpan? NextLook() => _settling.NextLook(Now());

    private bool IsReady(string name, bool wasMovedIn, ref FileStat stat)
    {
        var fault = location.Files.OpenRead(location.PathOf(name), out var handle, out var opened);
        using (handle)
        {
            if (handle is null) return LeaveOrWait(name, stat, fault);
            stat = opened;
            location.Complaints.Over(name);
            var writers = location.Files.WritersOf(handle, checkLocks: false);
            bool mustStandStill = location.Options.SettleAlways
                || (!wasMovedIn && (writers == Writers.Unknown || stat.Length == 0));
            return _settling.Look(name, stat, writers == Writers.Some, mustStandStill, Now());
        }
    }

    private bool LeaveOrWait(string name, in FileStat stat, FileFault fault)
    {
        switch (fault.Kind)
        {
            case FileFaultKind.Missing:
                break;
            case FileFaultKind.Busy:
                _settling.Look(name, stat, isBeingWritten: true, mustStandStill: true, Now());
                break;
            case FileFaultKind.NotRegular:
                LeaveSpecial(name);
                break;
            default:
                location.Leave(name, $"it cannot be opened for reading ({fault.Text}). Grant access.");
                break;
        }

        return false;
    }

    private void SayWhatIsLongInUse()
    {
        var inUse = _settling.InUseFor(LongInUse, Now());
        _saidInUse.IntersectWith(inUse);
        foreach (string name in inUse.Where(_saidInUse.Add))
            location.Log.LongInUse(location.Context.LocationName, FileNameRules.Shown(name), LongInUse);
    }

    private void LeaveSpecial(string name) =>
        location.Leave(name, "it is a link, a pipe or a device, and only regular files are taken. Put the file itself "
            + "into the folder.");

    private TimeSpan Now() => location.Time.GetElapsedTime(0);
}
