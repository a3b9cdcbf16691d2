using Viaduct.Core.Store;

namespace Viaduct.Compliance.Model;

/// <content>Rules 30 to 35.</content>
public partial class MessageBoxModel
{
    /// <summary>Gives waiting items that are due to a session.</summary>
    public virtual IReadOnlyList<OpenItemRow> AcquireDue(
        SessionId session, IReadOnlyCollection<int> readers, int itemsMax, int bytesMax, DateTimeOffset now)
    {
        var taken = new List<OpenItemRow>();
        long bytes = 0;
        foreach (var item in IsAlive(session) ? Due(readers, now) : [])
        {
            bytes += item.Row.Record.Length;
            if (taken.Count == itemsMax || (taken.Count > 0 && bytes > bytesMax))
            {
                break;
            }
            item.Owner = session;
            item.Row = item.Row with
            {
                State = OpenItemState.Active,
                Epoch = item.Row.Epoch + 1,
                ChangedAt = now,
            };
            taken.Add(item.Row);
        }
        return taken;
    }

    /// <summary>How long until the next waiting item is due; null if none waits.</summary>
    public TimeSpan? NextDueIn(IReadOnlyCollection<int> readers, DateTimeOffset now)
    {
        var next = Due(readers, DateTimeOffset.MaxValue).FirstOrDefault();
        return next is null ? null : TimeSpan.FromTicks(Math.Max(0, (next.Row.Due!.Value - now).Ticks));
    }

    /// <summary>Items in the order of their ids.</summary>
    public IReadOnlyList<OpenItemRow> ListItems(OpenItemFilter filter, int itemsMax) =>
    [
        .. OpenItems.Values.Select(item => item.Row)
            .Where(row => filter.States?.Contains(row.State) ?? row.State != OpenItemState.Kept)
            .Where(row => filter.Port is null || filter.Port == row.Port)
            .Where(row => filter.FailureCode is null || filter.FailureCode == row.FailureCode)
            .Where(row => filter.MessageId is null || filter.MessageId == row.MessageId)
            .Where(row => filter.After is null || row.Id.CompareTo(filter.After.Value) > 0)
            .Take(itemsMax)
            .Select(row => row with { Record = default }),
    ];

    /// <summary>How many there are by state, port and failure code.</summary>
    public IReadOnlyList<OpenItemCount> CountItems() =>
    [
        .. OpenItems.Values.Where(item => item.Row.State != OpenItemState.Kept)
            .GroupBy(item => (item.Row.State, item.Row.Port, item.Row.FailureCode))
            .Select(one => new OpenItemCount(one.Key.State, one.Key.Port, one.Key.FailureCode, one.LongCount())),
    ];

    /// <summary>Makes suspended items wait; gives the ids that changed.</summary>
    public IReadOnlyList<Guid> Resume(
        IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking, DateTimeOffset now)
    {
        var changed = new List<Guid>();
        for (var i = 0; i < ids.Count; i++)
        {
            var id = ids[i];
            if (OpenItems.TryGetValue(id, out var item) && item.Row.State == OpenItemState.Suspended)
            {
                item.Row = item.Row with
                {
                    State = OpenItemState.Waiting,
                    Attempts = 0,
                    Due = now,
                    ChangedAt = now,
                };
                changed.Add(id);
                if (tracking.Count > 0)
                {
                    AddTracking(tracking[i]);
                }
            }
        }
        return changed;
    }

    /// <summary>Deletes items that nobody works on, and large interchanges; gives the ids that went.</summary>
    public IReadOnlyList<Guid> Terminate(IReadOnlyList<Guid> ids, IReadOnlyList<TrackingRow> tracking)
    {
        var gone = ids.Distinct()
            .Where(id => OpenItems.TryGetValue(id, out var item)
                && (item.Row.State != OpenItemState.Active || item.Row.Reader < 0))
            .ToList();
        gone.ForEach(id => OpenItems.Remove(id));
        foreach (var row in gone.Count > 0 ? tracking : [])
        {
            AddTracking(row);
        }
        return gone;
    }

    private List<OpenItemEntry> Due(IReadOnlyCollection<int> readers, DateTimeOffset now) =>
        OpenItems.Values
            .Where(item => item.Row.State == OpenItemState.Waiting && item.Row.Due <= now)
            .Where(item => item.Row.Reader == 0 || readers.Contains(item.Row.Reader))
            .OrderBy(item => item.Row.Due).ThenBy(item => item.Row.Id).ToList();

    private void AddItem(OpenItemRow row, SessionId session, DateTimeOffset now) => OpenItems.Add(row.Id, new()
    {
        Owner = row.State == OpenItemState.Active ? session : SessionId.None,
        Row = row with
        {
            Due = row.State == OpenItemState.Waiting ? now + (row.DueIn ?? TimeSpan.Zero) : null,
            DueIn = null,
            CreatedAt = now,
            ChangedAt = now,
            Epoch = 1,
            Record = row.Record.ToArray(),
            BodyIds = [.. row.BodyIds],
        },
    });

    private void ChangeItem(OpenItemChange change, DateTimeOffset now)
    {
        var item = OpenItems[change.Key.Id];
        var kept = change.State == OpenItemState.Active;
        item.Owner = kept ? item.Owner : SessionId.None;
        item.Row = item.Row with
        {
            State = change.State,
            Attempts = change.Attempts,
            Due = change.State == OpenItemState.Waiting ? now + (change.DueIn ?? TimeSpan.Zero) : null,
            FailureCode = change.FailureCode,
            FailureText = change.FailureText,
            Report = change.Report,
            Transmit = change.Transmit ?? item.Row.Transmit,
            Epoch = kept ? item.Row.Epoch : Raised(item.Row.Epoch),
            ChangedAt = now,
        };
    }
}
