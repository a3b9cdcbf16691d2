using System.Diagnostics;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Telemetry;

/// <summary>
/// The spans of a source item on its way in: receiving it, and within that publishing its messages, which carry the
/// latter through the store. All messages of an interchange carry the same.
/// </summary>
internal sealed class ReceiveTrace : IDisposable
{
    private readonly Activity _receive;
    private readonly Activity _publish;

    private ReceiveTrace(Activity receive, Activity publish) => (_receive, _publish) = (receive, publish);

    /// <summary>Begins, if anybody wants it.</summary>
    /// <param name="names">The names of the spans of a location.</param>
    /// <param name="context">The context of the source item; may name a trace that it belongs to.</param>
    /// <returns>Null if nobody does.</returns>
    public static ReceiveTrace? Begin(ReceiveTraceNames names, MessageContextBuilder context)
    {
        if (!Tracing.IsOn) return null;
        var receive = Tracing.Begin(names.Receive, names.Kind, TraceHeaders.Of(context));
        if (receive is null) return null;
        var publish = Tracing.Begin(names.Publish, ActivityKind.Producer, receive.Context);
        if (publish is null)
        {
            receive.Dispose();
            return null;
        }

        Tracing.Describe(receive, "receive", "receive", names.Location);
        Tracing.Describe(publish, "publish", "send", names.Location);
        return new ReceiveTrace(receive, publish);
    }

    /// <summary>Writes the trace into the context of a message.</summary>
    public void Write(MessageContextBuilder context) => TraceHeaders.Write(context, _publish.Context);

    /// <summary>Says what has come of it.</summary>
    /// <param name="interchange">The interchange.</param>
    /// <param name="messages">How many messages it has.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="failure">Why it, or a message of it, was suspended; null if nothing was.</param>
    public void Tell(Guid interchange, int messages, string outcome, Failure? failure)
    {
        _receive.SetTag(MetricTags.Outcome, outcome);
        _publish.SetTag("messaging.message.conversation_id", interchange.ToString());
        if (messages != 1) _publish.SetTag("messaging.batch.message_count", messages);
        if (failure is null) return;
        Tracing.Fail(_publish, failure.Code, failure.Text);
        Tracing.Fail(_receive, failure.Code, failure.Text);
    }

    /// <summary>Ends both.</summary>
    public void Dispose()
    {
        _publish.Dispose();
        _receive.Dispose();
    }
}
