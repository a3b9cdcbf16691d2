using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Track;

namespace Viaduct.Core.Hosting;

/// <summary>Suspends what should be received again where nothing receives any more.</summary>
internal static class MissingLocation
{
    /// <summary>What is to be committed.</summary>
    /// <param name="row">The open item, in the hands of this process.</param>
    /// <param name="observer">Who is told, with the item as the tag.</param>
    /// <param name="now">The time of the event.</param>
    public static CommitEntry Suspend(OpenItemRow row, ICommitObserver observer, DateTimeOffset now)
    {
        var failure = new Failure(
            FailureCodes.PortGone,
            $"The receive location '{row.Port}' is not running here: it is disabled, or no longer configured. "
            + "Configure it again and resume the item, or terminate it." + Before(row));
        return new CommitEntry(observer)
        {
            Tag = row,
            Changed =
            [
                new OpenItemChange
                {
                    Key = new OpenItemKey(row.Id, row.Epoch), State = OpenItemState.Suspended, Attempts = row.Attempts,
                    FailureCode = failure.Code, FailureText = failure.Text, Report = row.Report,
                },
            ],
            Events =
            [
                new TrackEvent
                {
                    Kind = TrackEventKind.Suspended, At = now, MessageId = row.MessageId,
                    InterchangeId = row.InterchangeId, Port = row.Port, MessageType = row.MessageType,
                    FailureCode = failure.Code, FailureText = failure.Text,
                },
            ],
        };
    }

    // Why it lay there first is what helps whoever looks at it; once is enough.
    private static string Before(OpenItemRow row) => row.FailureCode is null or FailureCodes.PortGone
        ? ""
        : $" Before that: {row.FailureCode}: {row.FailureText}";
}
