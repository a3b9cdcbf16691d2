using Viaduct.Core.Store;

namespace Viaduct.Core.Process.Ordering;

/// <summary>An ordered reader in one lane: writes down how its items end, and tells the reader.</summary>
internal sealed class OrderedLane : IWorkOrigin
{
    private readonly OrderedReader _reader;

    /// <summary>Goes on where the store says that the reader stands.</summary>
    public OrderedLane(ReaderGrant grant, OrderedReader reader)
    {
        (_reader, Progress, Earlier) = (reader, new ReaderProgress(grant), new EarlierOwners(grant));
        Next = grant.Progress.Position.Sequence;
    }

    /// <summary>How far it has come.</summary>
    public ReaderProgress Progress { get; }

    /// <summary>What earlier owners have left.</summary>
    public EarlierOwners Earlier { get; }

    /// <summary>The first sequence that has not been taken up yet.</summary>
    public long Next { get; set; }

    object IWorkOrigin.GroupKey => this;

    bool IWorkOrigin.MayBegin(WorkItem item, ISendPortWorker worker) => _reader.MayBegin(item);

    void IWorkOrigin.Complete(CommitEntry entry, WorkItem item)
    {
        LogItem.Complete(entry, Progress, item);
        _reader.Sent(item);
    }

    void IWorkOrigin.Fail(CommitEntry entry, WorkItem item, FailedDelivery failed)
    {
        var row = LogItem.Fail(entry, Progress, Progress.ReaderLane.Reader, item, failed);
        _reader.WentOn(item, row);
    }

    void IWorkOrigin.Record(CommitEntry entry, WorkItem item, string text) =>
        LogItem.Record(entry, Progress, item, text);

    IWorkOrigin IWorkOrigin.Outlive(CommitEntry entry, WorkItem item, DateTimeOffset now)
    {
        var row = LogItem.Outlive(entry, Progress, Progress.ReaderLane.Reader, item, now);
        _reader.WentOn(item, row);
        return new OpenItemOrigin(new OpenItemKey(row.Id, row.Epoch), _reader.LookAtOpenItems);
    }

    bool IWorkOrigin.Postpone(CommitEntry entry, WorkItem item, TimeSpan dueIn) => false;

    void IWorkOrigin.Released(WorkItem item, EntryOutcome outcome) => _reader.Released(item, outcome);
}
