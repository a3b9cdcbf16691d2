using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 110 to 115.</content>
public partial class MessageBoxModel
{
    public SortedDictionary<string, LeaseEntry> Leases { get; } = new(StringComparer.Ordinal);

    public List<ClusterChange> ClusterChanges { get; } = [];

    /// <summary>Takes a lease; null if it is another's.</summary>
    public virtual LeaseFence? AcquireLease(SessionId session, string name, DateTimeOffset now)
    {
        if (!Sessions.TryGetValue(session.Value, out var taker))
        {
            throw new InvalidOperationException($"Session {session} is not alive: it was taken over or has ended.");
        }
        var lease = LeaseOf(name, now);
        if (lease.Row.Owner != SessionId.None)
        {
            return lease.Row.Owner == session ? lease.Row.Fence : null;
        }
        Hand(lease, taker, lease.Row.Cause, now);
        return lease.Row.Fence;
    }

    /// <summary>Gives a lease away.</summary>
    public virtual bool GiveLease(SessionId session, LeaseFence fence, LeaseGift gift, DateTimeOffset now)
    {
        if (!HoldsLease(fence, session) || (gift.Heir != SessionId.None && !IsAlive(gift.Heir)))
        {
            return false;
        }
        var lease = Leases[fence.Name];
        lease.QuietSince = now - gift.Quiet;
        if (gift.Heir != SessionId.None)
        {
            Hand(lease, Sessions[gift.Heir.Value], gift.Cause, now);
            return true;
        }
        FreeLease(lease, gift.Cause, now);
        return true;
    }

    /// <summary>Keeps where an operator wants a lease.</summary>
    public bool WantLease(string name, string? server, DateTimeOffset now)
    {
        var lease = LeaseOf(name, now);
        lease.Row = lease.Row with { Wanted = server };
        return true;
    }

    /// <summary>A new owner receives.</summary>
    public bool ReportLease(SessionId session, LeaseFence fence, TimeSpan? detected, DateTimeOffset now)
    {
        int place = ClusterChanges.FindIndex(one => one.Name == fence.Name && one.Epoch == fence.Epoch);
        if (place < 0 || !HoldsLease(fence, session)
            || ClusterChanges[place] is { Gap: not null } or { Cause: LeaseCause.First })
        {
            return false;
        }
        var quiet = now - Leases[fence.Name].QuietSince;
        ClusterChanges[place] = ClusterChanges[place] with
        {
            Detected = detected,
            Gap = (quiet > TimeSpan.Zero ? quiet : TimeSpan.Zero) + (detected ?? TimeSpan.Zero),
        };
        return true;
    }

    /// <summary>The changes, the newest first.</summary>
    public IReadOnlyList<ClusterChange> ListClusterChanges(string? name, int rowsMax) =>
    [
        .. ClusterChanges.Where(one => name is null || one.Name == name)
            .OrderByDescending(one => one.At).ThenBy(one => one.Name, StringComparer.Ordinal)
            .ThenByDescending(one => one.Epoch).Take(rowsMax),
    ];

    /// <summary>The leases in whose name the batch writes without owning them.</summary>
    protected virtual IReadOnlyList<string> LostLeases(CommitBatch batch) =>
        [.. batch.Leases.Where(one => !HoldsLease(one, batch.Session)).Select(one => one.Name)];

    private bool HoldsLease(LeaseFence fence, SessionId session) =>
        Leases.TryGetValue(fence.Name, out var lease)
        && Holds(lease.Row.Owner, lease.Row.Epoch, session, fence.Epoch);

    private LeaseEntry LeaseOf(string name, DateTimeOffset now)
    {
        if (!Leases.TryGetValue(name, out var lease))
        {
            lease = new LeaseEntry
            {
                Row = new LeaseRow(name, SessionId.None, 0, "", LeaseCause.First, now), QuietSince = now,
            };
            Leases.Add(name, lease);
        }
        return lease;
    }

    private void Hand(LeaseEntry lease, SessionEntry heir, LeaseCause cause, DateTimeOffset now)
    {
        var before = lease.Row;
        string server = heir.Request.Server;
        lease.Row = before with
        {
            Owner = heir.Id, Epoch = Raised(before.Epoch), Server = server, Cause = cause, ChangedAt = now,
            Wanted = before.Wanted == server ? server : null,
        };
        ClusterChanges.Add(new ClusterChange(before.Name, lease.Row.Epoch, now, before.Server, server, cause));
        ClusterChanges.RemoveAll(
            one => one.Name == before.Name && one.Epoch <= lease.Row.Epoch - ILeaseStore.ChangesMax);
    }

    private void FreeLease(LeaseEntry lease, LeaseCause why, DateTimeOffset now) => lease.Row = lease.Row with
    {
        Owner = SessionId.None, Epoch = Raised(lease.Row.Epoch), Cause = why, ChangedAt = now,
    };

    private void FreeLeases(SessionId session, LeaseCause why, DateTimeOffset now)
    {
        foreach (var lease in Leases.Values.Where(one => one.Row.Owner == session))
        {
            FreeLease(lease, why, now);
            lease.QuietSince = now;
        }
    }
}
