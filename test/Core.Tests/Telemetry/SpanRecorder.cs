using System.Collections.Concurrent;
using System.Diagnostics;
using Viaduct.Core.Messages;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>
/// Listens to the spans of one trace, and of ports with a name of their own; not to what other tests do.
/// </summary>
internal sealed class SpanRecorder : IDisposable
{
    private readonly ActivityListener _listener;

    /// <param name="place">A part of the names of the ports of this test; null: only the one trace.</param>
    public SpanRecorder(string? place = null)
    {
        Parent = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded);
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == Parent.TraceId
                || (place is not null && options.Name.Contains(place, StringComparison.Ordinal))
                    ? ActivitySamplingResult.AllDataAndRecorded
                    : ActivitySamplingResult.None,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>What called.</summary>
    public ActivityContext Parent { get; }

    /// <summary>What has ended.</summary>
    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>The context of a source item that belongs to the trace.</summary>
    public MessageContextBuilder Context()
    {
        var context = new MessageContextBuilder();
        TraceHeaders.Write(context, Parent);
        return context;
    }

    /// <summary>The one span of a name, once there is one.</summary>
    public async Task<Activity> SpanAsync(string name)
    {
        await Hosting.MemoryRuntime.UntilAsync(() => Spans.Any(span => span.OperationName == name), name);
        return Spans.Single(span => span.OperationName == name);
    }

    public void Dispose() => _listener.Dispose();
}
