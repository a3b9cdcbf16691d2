using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 100 to 103.</content>
public partial class MessageBoxModel
{
    /// <summary>Rises when readers are given.</summary>
    public long Given { get; private set; }

    /// <summary>Gives readers away, all or none.</summary>
    public virtual bool Give(SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers)
    {
        if (readers.Count == 0 || !IsAlive(session) || (heir != SessionId.None && !IsAlive(heir))
            || readers.Any(one => !HoldsReader(one.ReaderLane, session, one.Epoch)))
        {
            return false;
        }
        foreach (var entry in readers.Select(one => ReaderLanes[one.ReaderLane]))
        {
            entry.Owner = heir != SessionId.None ? heir : HomeOf(entry.Key);
            entry.Epoch = Raised(entry.Epoch);
        }
        Given++;
        return true;
    }

    /// <summary>Keeps what a process says of itself.</summary>
    public bool Report(SessionId session, SessionReport report, DateTimeOffset now)
    {
        if (Sessions.TryGetValue(session.Value, out var entry))
        {
            entry.Said = (report, report.Now - now);
        }
        return true;
    }

    private SessionId HomeOf(ReaderLane key) => Readers.Find(one => one.Id == key.Reader)?.Kind is ReaderKind.Ordered
        ? SessionId.None
        : Lanes[key.Lane].Owner;
}
