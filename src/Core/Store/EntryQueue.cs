using Viaduct.Core.Adapters;
using System.Threading.Channels;

namespace Viaduct.Core.Store;

/// <summary>Entries that wait for the next commit, in the order in which they came. One takes, many add.</summary>
internal sealed class EntryQueue(CommitUnitOptions options)
{
    private readonly Channel<CommitEntry> _entries = Channel.CreateUnbounded<CommitEntry>(
        new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = false });

    // Its receipt was in the commit before: it begins the next one.
    private CommitEntry? _carried;

    /// <summary>How many entries wait.</summary>
    public int Count => _entries.Reader.CanCount ? _entries.Reader.Count : 0;

    /// <summary>Adds an entry.</summary>
    /// <returns>False if the queue is closed.</returns>
    public bool TryAdd(CommitEntry entry) => _entries.Writer.TryWrite(entry);

    /// <summary>Takes no more entries; those that wait are still handed out.</summary>
    public void Close() => _entries.Writer.TryComplete();

    /// <summary>Waits for an entry.</summary>
    /// <returns>False once the queue is closed and empty.</returns>
    public ValueTask<bool> WaitAsync() =>
        _carried is null ? _entries.Reader.WaitToReadAsync(CancellationToken.None) : ValueTask.FromResult(true);

    /// <summary>Takes what has gathered for one commit, up to the limits; each receipt is in it once.</summary>
    public void Take(List<CommitEntry> members)
    {
        int bytes = 0;
        HashSet<ReceiptKey>? receipts = null;
        while (members.Count < options.EntriesMax && bytes < options.BytesMax)
        {
            if (Next() is not { } entry) return;
            if (entry.Receipt is not null && !AddNew(receipts ??= [], entry))
            {
                _carried = entry;
                return;
            }

            members.Add(entry);
            bytes += entry.Weight;
        }
    }

    private CommitEntry? Next()
    {
        if (_carried is { } carried)
        {
            _carried = null;
            return carried;
        }

        while (_entries.Reader.TryRead(out var entry))
            if (entry.TryTake()) return entry;
        return null;
    }

    private static bool AddNew(HashSet<ReceiptKey> receipts, CommitEntry entry)
    {
        if (entry.OtherReceipts is null) return receipts.Add(entry.Receipt!.Key);
        if (entry.Receipts.Any(r => receipts.Contains(r.Key))) return false;
        foreach (var receipt in entry.Receipts) receipts.Add(receipt.Key);
        return true;
    }
}
