using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Trials;

/// <summary>
/// Counts what becomes of the interchanges of a trial's versions, by what the process commits. Each interchange counts
/// once, however many messages it has: those of one are alike, and would not be independent of each other.
/// </summary>
/// <param name="share">Tells the versions apart.</param>
/// <param name="differing">The locations and send ports that differ; others would only dilute.</param>
/// <param name="routesDiffer">True if filters differ, so that a message without a subscriber counts anywhere.</param>
internal sealed class TrialCounter(TrialShare share, IReadOnlySet<string> differing, bool routesDiffer)
{
    /// <summary>So many interchanges are remembered; an older one of which more comes counts once more.</summary>
    public const int RememberedMax = 1 << 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, bool> _isSuspended = [];
    private readonly Queue<Guid> _remembered = [];
    private TrialTally _base;
    private TrialTally _candidate;

    /// <summary>Everything so far.</summary>
    public TrialCounts Read()
    {
        lock (_lock) return new TrialCounts(_base, _candidate);
    }

    /// <summary>Adds what has been committed.</summary>
    public void Add(List<CommitEntry> members)
    {
        lock (_lock)
            foreach (var member in members)
                AddLocked(member);
    }

    private void AddLocked(CommitEntry member)
    {
        if (member.Publications is not null)
            foreach (var publication in member.Publications)
                if (publication.Routes.Length > 0 && differing.Contains(publication.Location))
                    GoodLocked(publication.Message.InterchangeId);
        if (member.Delivered is not null)
            foreach (var delivery in member.Delivered)
                if (differing.Contains(delivery.Port)) GoodLocked(delivery.InterchangeId);
        if (member.Events is not null)
            foreach (var e in member.Events)
                AddLocked(e);
        if (member.Unrouted is not null)
            foreach (var row in member.Unrouted)
                if (routesDiffer || Concerns(row.Port, row.InterchangeId)) SuspendedLocked(row.InterchangeId);
    }

    private void AddLocked(TrackEvent e)
    {
        if (e.Kind == TrackEventKind.Suspended && Concerns(e.Port, e.InterchangeId)) SuspendedLocked(e.InterchangeId);
        else if (e.Kind == TrackEventKind.Failed && differing.Contains(e.Port))
            TallyOf(e.InterchangeId) += new TrialTally(0, 0, 1);
    }

    // What went through something that differs may fail anywhere behind it.
    private bool Concerns(string port, Guid interchange) =>
        differing.Contains(port) || _isSuspended.ContainsKey(interchange);

    private void GoodLocked(Guid interchange)
    {
        if (!_isSuspended.TryAdd(interchange, false)) return;
        RememberLocked(interchange);
        TallyOf(interchange) += new TrialTally(1, 0, 0);
    }

    private void SuspendedLocked(Guid interchange)
    {
        if (_isSuspended.TryGetValue(interchange, out bool isSuspended))
        {
            if (isSuspended) return;
            TallyOf(interchange) += new TrialTally(-1, 1, 0);
            _isSuspended[interchange] = true;
            return;
        }

        _isSuspended.Add(interchange, true);
        RememberLocked(interchange);
        TallyOf(interchange) += new TrialTally(0, 1, 0);
    }

    private ref TrialTally TallyOf(Guid interchange) =>
        ref (share.Takes(interchange) ? ref _candidate : ref _base);

    private void RememberLocked(Guid interchange)
    {
        _remembered.Enqueue(interchange);
        if (_remembered.Count > RememberedMax) _isSuspended.Remove(_remembered.Dequeue());
    }
}
