using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Process;

/// <summary>An open item that is worked by this process.</summary>
/// <param name="key">The item in its epoch.</param>
/// <param name="released">Told when it has left this process' hands.</param>
internal sealed class OpenItemOrigin(OpenItemKey key, Action released) : IWorkOrigin
{
    object IWorkOrigin.GroupKey => this;

    bool IWorkOrigin.MayBegin(WorkItem item, ISendPortWorker worker) => true;

    void IWorkOrigin.Complete(CommitEntry entry, WorkItem item) => (entry.Removed ??= []).Add(key);

    void IWorkOrigin.Fail(CommitEntry entry, WorkItem item, FailedDelivery failed)
    {
        bool retry = failed.Decision.After is not null;
        (entry.Changed ??= []).Add(new OpenItemChange
        {
            Key = key,
            State = retry ? OpenItemState.Waiting : OpenItemState.Suspended,
            Attempts = item.Attempts + 1,
            DueIn = failed.Decision.After,
            FailureCode = failed.Code,
            FailureText = failed.Failure.ToString(),
            Transmit = item.RecordedText,
        });
        (entry.Events ??= []).Add(new TrackEvent
        {
            Kind = retry ? TrackEventKind.Failed : TrackEventKind.Suspended, At = failed.At,
            MessageId = item.Original.Id, InterchangeId = item.Original.InterchangeId, Port = item.Port,
            MessageType = item.Original.Context.Text(SystemProperties.MessageType),
            FailureCode = failed.Code, FailureText = failed.Failure.ToString(),
        });
    }

    void IWorkOrigin.Record(CommitEntry entry, WorkItem item, string text) =>
        (entry.Changed ??= []).Add(new OpenItemChange
        {
            Key = key, State = OpenItemState.Active, Attempts = item.Attempts, Transmit = text,
        });

    IWorkOrigin? IWorkOrigin.Outlive(CommitEntry entry, WorkItem item, DateTimeOffset now) => null;

    bool IWorkOrigin.Postpone(CommitEntry entry, WorkItem item, TimeSpan dueIn)
    {
        (entry.Changed ??= []).Add(new OpenItemChange
        {
            Key = key, State = OpenItemState.Waiting, Attempts = item.Attempts, DueIn = dueIn,
            Transmit = item.RecordedText,
        });
        return true;
    }

    void IWorkOrigin.Released(WorkItem item, EntryOutcome outcome) => released();
}
