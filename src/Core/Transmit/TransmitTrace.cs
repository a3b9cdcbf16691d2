using System.Diagnostics;
using Viaduct.Core.Process;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Transmit;

/// <summary>
/// The spans of a send port: one for each message, in the trace that the message carries, and one for a batch of
/// several, with a link to each. A message that carries no trace, or one that is not recorded, has none.
/// </summary>
/// <param name="port">The send port.</param>
internal sealed class TransmitTrace(string port)
{
    private const int LinksMax = 128;

    private readonly string _process = "process " + port;
    private readonly string _transmit = "transmit " + port;

    /// <summary>Begins the spans of a batch, if anybody wants them.</summary>
    /// <returns>The span of the batch, to be disposed of at its end; null if there is none.</returns>
    public Activity? Begin(List<WorkItem> batch)
    {
        if (!Tracing.IsOn) return null;
        List<ActivityLink>? links = null;
        foreach (var item in batch)
        {
            if (Carried(item) is not { } carried) continue;
            if (batch.Count > 1 && (links ??= []).Count < LinksMax) links.Add(new ActivityLink(carried));
            item.Span = Tracing.Begin(_transmit, ActivityKind.Consumer, carried);
            if (item.Span is { } span) Describe(span, item);
        }

        // What a sender does for several is no part of the trace of the last.
        if (batch.Count > 1) Activity.Current = null;
        return links is null ? null : BeginBatch(batch.Count, links);
    }

    private static ActivityContext? Carried(WorkItem item) =>
        TraceHeaders.Of(item.Original.Context) is { } carried && TraceHeaders.IsRecorded(carried) ? carried : null;

    private Activity? BeginBatch(int count, List<ActivityLink> links)
    {
        var span = Tracing.Begin(_process, ActivityKind.Consumer, parent: null, links);
        if (span is null) return null;
        Tracing.Describe(span, "process", "process", port);
        span.SetTag("messaging.batch.message_count", count);
        return span;
    }

    private void Describe(Activity span, WorkItem item)
    {
        Tracing.Describe(span, "transmit", "process", port);
        span.SetTag("messaging.message.id", item.Original.Id.ToString());
        if (item.Attempts > 0) span.SetTag("viaduct.attempt", item.Attempts + 1);
    }
}
