using Viaduct.Core.Messages;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Process;

/// <summary>How the end of a work item of the log is written down, whatever reader it is of.</summary>
internal static class LogItem
{
    /// <summary>It is done.</summary>
    public static void Complete(CommitEntry entry, ReaderProgress progress, WorkItem item)
    {
        entry.Reader = progress;
        (entry.Completed ??= []).Add(item.Position);
    }

    /// <summary>It failed, and goes on as an open item that waits for its next attempt, or for a person.</summary>
    /// <param name="entry">Where it is written.</param>
    /// <param name="progress">Of the reader in the item's lane.</param>
    /// <param name="reader">Who takes it when it is due.</param>
    /// <param name="item">The work item.</param>
    /// <param name="failed">Why, and what is done about it.</param>
    /// <returns>The open item.</returns>
    public static OpenItemRow Fail(
        CommitEntry entry, ReaderProgress progress, int reader, WorkItem item, FailedDelivery failed)
    {
        Complete(entry, progress, item);
        string? type = TypeOf(item);
        bool retry = failed.Decision.After is not null;
        var state = retry ? OpenItemState.Waiting : OpenItemState.Suspended;
        var row = OpenItems.Of(OpenItemKind.Send, state, item.Port, item.Original, type, failed.Failure, failed.At)
            with
            {
                Reader = reader, Attempts = item.Attempts + 1, DueIn = failed.Decision.After,
                FailureCode = failed.Code, Transmit = item.RecordedText,
            };
        (entry.Opened ??= []).Add(row);
        (entry.Events ??= []).Add(new TrackEvent
        {
            Kind = retry ? TrackEventKind.Failed : TrackEventKind.Suspended, At = failed.At,
            MessageId = item.Original.Id, InterchangeId = item.Original.InterchangeId, Port = item.Port,
            MessageType = type, FailureCode = failed.Code, FailureText = failed.Failure.ToString(),
        });
        return row;
    }

    /// <summary>A sender is about to do something for it.</summary>
    public static void Record(CommitEntry entry, ReaderProgress progress, WorkItem item, string text)
    {
        entry.Reader = progress;
        (entry.Transmits ??= []).Add(new TransmitRecord(item.Position, text));
    }

    /// <summary>It has been in flight for long, and goes on as an open item of this process (rule 9).</summary>
    /// <returns>The open item.</returns>
    public static OpenItemRow Outlive(
        CommitEntry entry, ReaderProgress progress, int reader, WorkItem item, DateTimeOffset now)
    {
        Complete(entry, progress, item);
        var row = OpenItems.Of(
            OpenItemKind.Send, OpenItemState.Active, item.Port, item.Original, TypeOf(item), null, now) with
        {
            Reader = reader, Attempts = item.Attempts, Transmit = item.RecordedText,
        };
        (entry.Opened ??= []).Add(row);
        return row;
    }

    private static string? TypeOf(WorkItem item) => item.Original.Context.Text(SystemProperties.MessageType);
}
