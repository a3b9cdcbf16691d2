using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <content>The open items that keys wait for (rules 83 and 84).</content>
internal sealed partial class OrderedReader
{
    private const int PageItems = 1_000;

    private readonly Dictionary<Guid, KeyLine> _holding = [];

    // What is not in the store yet, by the item that goes on as it.
    private readonly Dictionary<WorkItem, Guid> _new = [];
    private bool _knowsItems;
    private bool _looksAtItems = true;

    /// <summary>True if messages wait for an open item to end.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lock) return _holding.Count > 0;
        }
    }

    private bool Holds(OpenItemState state) => state switch
    {
        OpenItemState.Waiting or OpenItemState.Active => true,
        OpenItemState.Suspended or OpenItemState.SuspendedNotResumable => _port.StopsOnFailure,
        _ => false,
    };

    private void HoldLocked(KeyLine line, WorkItem item, Guid id)
    {
        line.HeldBy.Add(id);
        _holding[id] = line;
        _new[item] = id;
    }

    // It was not committed as that open item after all.
    private void ForgetNewLocked(WorkItem item)
    {
        if (!_new.Remove(item, out var id) || !_holding.Remove(id, out var line)) return;
        line.HeldBy.Remove(id);
    }

    /// <summary>Finds out which of the open items that keys wait for have ended; at first, which there are.</summary>
    private async Task ReadOpenItemsAsync()
    {
        bool isFirst;
        HashSet<Guid> asked;
        lock (_lock)
        {
            isFirst = !_knowsItems;
            if (!isFirst && (!_looksAtItems || _holding.Count == 0)) return;
            _looksAtItems = false;
            // What is being written while the store is asked need not be in its answer.
            asked = [.. _holding.Keys.Except(_new.Values)];
        }

        var there = await ListAsync();
        if (isFirst) await HoldAllAsync(there);
        var next = new List<WorkItem>();
        lock (_lock)
        {
            _knowsItems = true;
            foreach (var id in asked)
                if (!there.ContainsKey(id) && _holding.Remove(id, out var line) && line.HeldBy.Remove(id)
                    && NextLocked(line) is { } item)
                    next.Add(item);
        }

        LetBegin(next);
    }

    private async Task<Dictionary<Guid, OpenItemRow>> ListAsync()
    {
        var there = new Dictionary<Guid, OpenItemRow>();
        var states = Enum.GetValues<OpenItemState>().Where(Holds).ToList();
        for (Guid? after = null; ;)
        {
            var page = await services.Store.OpenItems.ListAsync(
                new OpenItemFilter { Port = _port.Name, States = states, After = after }, PageItems,
                CancellationToken.None);
            foreach (var row in page.Where(row => row.Reader == _port.Reader)) there.Add(row.Id, row);
            if (page.Count < PageItems) return there;
            after = page[^1].Id;
        }
    }

    private async Task HoldAllAsync(Dictionary<Guid, OpenItemRow> there)
    {
        foreach (var id in there.Keys)
        {
            string key = "";
            if (_port.Key is not null)
            {
                if (await services.Store.OpenItems.GetAsync(id, CancellationToken.None) is not { } row) continue;
                key = OrderKey.Of(services.Lanes.Backlog.Decode(row.Record).Context, _port.Key);
            }

            lock (_lock)
            {
                var line = LineOf(key);
                line.HeldBy.Add(id);
                _holding[id] = line;
            }
        }
    }
}
