using Viaduct.Core.Adapters;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Simulation;

/// <summary>
/// Watches one store from outside and knows nothing of the model: what was reported as committed, what was granted,
/// what can be read. Fails the moment an invariant is broken.
/// </summary>
internal sealed class Checker
{
    private readonly Dictionary<WorkItem, string> _published = [];
    private readonly Dictionary<WorkItem, int> _ports = [];
    private readonly HashSet<WorkItem> _completed = [];
    private readonly Dictionary<ReceiptKey, bool> _receipts = [];
    private readonly Dictionary<string, (long Epoch, SessionId Owner)> _owners = [];
    private readonly Dictionary<ReaderLane, Position> _positions = [];
    private readonly Dictionary<int, long> _heads = [];

    /// <summary>What was reported as committed (invariants 1 to 3): new messages, receipts, completed items.</summary>
    public void Committed(CommitBatch batch, IReadOnlyList<WorkItem> completed)
    {
        var head = _heads.GetValueOrDefault(batch.Lane);
        Assert.True(batch.Sequence == head + 1, $"Sequence {batch.Sequence} of lane {batch.Lane} came after {head}.");
        _heads[batch.Lane] = batch.Sequence;
        foreach (var reference in batch.References)
        {
            var items = Pointers.ReadItems(new SegmentReference(batch.Sequence, reference.Entries));
            for (var i = 0; i < items.Count; i++)
            {
                var item = new WorkItem(new(reference.Reader, batch.Lane), new(batch.Sequence, i));
                _published.Add(item, Some.Text(batch.Records.Slice(items[i].Slice.Offset, items[i].Slice.Length)));
                _ports.Add(item, items[i].Port);
            }
        }
        foreach (var item in completed)
        {
            Assert.True(_published.ContainsKey(item), $"{item} was completed and never published.");
            Assert.True(_completed.Add(item), $"{item} was completed twice.");
        }
        foreach (var key in batch.ReceiptsClosed.Concat(batch.ClaimsRemoved.Select(ReceiptKey.FromClaim)))
        {
            _receipts[key] = false;
        }
        foreach (var row in batch.Receipts)
        {
            Assert.False(_receipts.GetValueOrDefault(row.Key), $"The receipt {row.Key} was committed twice.");
            _receipts[row.Key] = true;
        }
    }

    /// <summary>What a process was given (invariants 3 and 4): another owner has a higher epoch.</summary>
    public void Granted(SessionId session, Holdings holdings)
    {
        foreach (var lane in holdings.Lanes)
        {
            Owns($"lane {lane.Lane}", session, lane.Epoch);
            Assert.Equal(_heads.GetValueOrDefault(lane.Lane), lane.LastSequence);
        }
        foreach (var reader in holdings.Readers)
        {
            Owns($"{reader.ReaderLane}", session, reader.Epoch);
        }
    }

    /// <summary>An open item was given to a session.</summary>
    public void Taken(SessionId session, OpenItemRow item)
    {
        Assert.Equal(OpenItemState.Active, item.State);
        var name = $"item {item.Id}";
        var before = _owners.GetValueOrDefault(name);
        Assert.True(item.Epoch > before.Epoch, $"{name} was given in epoch {item.Epoch} after {before.Epoch}.");
        _owners[name] = (item.Epoch, session);
    }

    /// <summary>How far readers have come: never back (rule 8). A port that joined its host begins anew.</summary>
    public void Stands(IReadOnlyList<ProgressRow> rows)
    {
        foreach (var key in _positions.Keys.Except(rows.Select(row => row.ReaderLane)).ToList())
        {
            _positions.Remove(key);
        }
        foreach (var row in rows)
        {
            var before = _positions.GetValueOrDefault(row.ReaderLane);
            Assert.True(row.Position >= before, $"{row.ReaderLane} went back from {before} to {row.Position}.");
            _positions[row.ReaderLane] = row.Position;
        }
    }

    /// <summary>
    /// At the end nothing is lost (invariants 1 and 7): what was not completed is there to be worked, and nothing else.
    /// </summary>
    public async Task LeftAsync(IStore store, IReadOnlyList<ReaderGrant> grants)
    {
        foreach (var grant in grants)
        {
            var key = grant.ReaderLane;
            var expected = _published.Where(one => one.Key.Key == key && !_completed.Contains(one.Key))
                .OrderBy(one => one.Key.At).Select(one => one.Value);
            var left = await Backlog.ReadAsync(store, grant.Progress);
            Assert.Equal(expected, left.Select(one => one.Text));
        }
        var keys = grants.Select(grant => grant.ReaderLane).ToHashSet();
        Assert.Empty(_published.Keys.Where(item => !_completed.Contains(item) && !keys.Contains(item.Key)));
        var open = _receipts.Where(one => one.Value).Select(one => one.Key).Order().ToList();
        Assert.Equal(open, (await store.Receipts.FindAsync([.. _receipts.Keys], CancellationToken.None)).Order());
    }

    /// <summary>At the end all is there that a stopped port has still to do, whatever its host has done.</summary>
    /// <param name="process">Its owner.</param>
    /// <param name="stopped">The port's reader.</param>
    public async Task LeftToStoppedAsync(StoreProcess process, ReaderRow stopped)
    {
        foreach (var grant in process.Readers.Where(one => one.ReaderLane.Reader == stopped.Id))
        {
            var from = grant.Progress.Position.Sequence;
            var host = grant.ReaderLane with { Reader = stopped.Base };
            var expected = _published
                .Where(one => one.Key.Key == host && one.Key.At.Sequence >= from
                    && _ports[one.Key] == process.Port(stopped.Port!))
                .OrderBy(one => one.Key.At).Select(one => one.Value);
            Assert.Equal(expected, await process.ReadAsync(stopped.Base, host.Lane, from, stopped.Port));
        }
    }

    private void Owns(string name, SessionId session, long epoch)
    {
        var before = _owners.GetValueOrDefault(name);
        Assert.True(
            epoch > before.Epoch || (epoch == before.Epoch && session == before.Owner),
            $"{name} is session {session}'s in epoch {epoch}; it was session {before.Owner}'s in {before.Epoch}.");
        _owners[name] = (epoch, session);
    }
}
