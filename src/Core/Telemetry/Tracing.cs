using System.Diagnostics;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Telemetry;

/// <summary>Where the spans of messages come from. While nobody listens, nothing is made.</summary>
internal static class Tracing
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Viaduct";

    /// <summary>The source.</summary>
    public static readonly ActivitySource Source = new(SourceName);

    /// <summary>True if anybody listens.</summary>
    public static bool IsOn => Source.HasListeners();

    /// <summary>Begins a span, if it is wanted.</summary>
    /// <param name="name">Its name: what is done, and where.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="parent">What it belongs to; null: a trace begins here.</param>
    /// <param name="links">What it has to do with beside.</param>
    /// <returns>Null if nobody wants it.</returns>
    public static Activity? Begin(
        string name, ActivityKind kind, ActivityContext? parent, IEnumerable<ActivityLink>? links = null)
    {
        // What the thread does otherwise is no part of the message's way; and a span that ends puts the one before it
        // back in its place, which may have ended by then.
        Activity.Current = null;
        var span = Source.StartActivity(name, kind, parent ?? default, tags: null, links);
        if (span is not { Recorded: false }) return span;
        span.Dispose();
        return null;
    }

    /// <summary>Says of a span what it is about.</summary>
    public static void Describe(Activity span, string operation, string type, string destination)
    {
        if (!span.IsAllDataRequested) return;
        span.SetTag(MetricTags.System, MetricTags.SystemName);
        span.SetTag(MetricTags.Operation, operation);
        span.SetTag("messaging.operation.type", type);
        span.SetTag(MetricTags.Destination, destination);
    }

    /// <summary>Ends a span.</summary>
    /// <param name="span">The span; its ids can be used on.</param>
    /// <param name="failure">Why what it tells of has failed, or null.</param>
    public static void End(Activity span, Failure? failure)
    {
        if (failure is not null) Fail(span, failure.Code, failure.Text);
        span.Stop();
    }

    /// <summary>Says of a span that what it tells of has failed.</summary>
    public static void Fail(Activity span, string code, string text)
    {
        span.SetTag(MetricTags.Error, code);
        span.SetStatus(ActivityStatusCode.Error, text);
    }
}
