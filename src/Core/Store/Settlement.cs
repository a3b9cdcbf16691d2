namespace Viaduct.Core.Store;

/// <summary>Tells the owners of commit entries what has become of them.</summary>
internal static class Settlement
{
    /// <summary>Tells all, and forgets them.</summary>
    /// <returns>Completes when those who were waiting have come back or wait for something else.</returns>
    public static Task SettleAll(List<CommitEntry> members, EntryOutcome outcome, string? detail = null)
    {
        var release = new WaiterRelease();
        foreach (var member in members)
        {
            if (member.Publications is not null)
                foreach (var publication in member.Publications) publication.Release();
            member.Observer.Settled(member, outcome, detail);
            if (member.Observer is EntryWaiter waiter) release.Add(waiter);
        }

        members.Clear();
        return release.Finish();
    }

    /// <summary>Takes some out of a commit and tells them.</summary>
    public static void Drop(List<CommitEntry> members, EntryOutcome outcome, Predicate<CommitEntry> which)
    {
        _ = SettleAll(members.FindAll(which), outcome);
        members.RemoveAll(which);
    }

    /// <summary>Takes out those whose receipts are there already.</summary>
    public static void DropReceived(List<CommitEntry> members, IReadOnlyCollection<Adapters.ReceiptKey> keys) =>
        Drop(members, EntryOutcome.Duplicate, e =>
            e.Receipt is { } r && keys.Contains(r.Key) || e.OtherReceipts?.Exists(o => keys.Contains(o.Key)) == true);

    /// <summary>Takes out those that change open items which are another owner's now.</summary>
    public static void DropTouching(List<CommitEntry> members, IReadOnlyCollection<Guid> items) =>
        Drop(members, EntryOutcome.Lost, e =>
            e.Removed?.Exists(k => items.Contains(k.Id)) == true ||
            e.Changed?.Exists(c => items.Contains(c.Key.Id)) == true);
}
