using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Viaduct.Core.Telemetry;

/// <summary>
/// What the steps of a message's way count. They add per batch or commit; whoever listens reads the sums. Without a
/// meter nobody does.
/// </summary>
internal sealed class RuntimeFigures
{
    private static readonly KeyValuePair<string, object?> OfViaduct = new(MetricTags.System, MetricTags.SystemName);
    private static readonly KeyValuePair<string, object?> Publish = new(MetricTags.Operation, "publish");
    private static readonly KeyValuePair<string, object?> Transmit = new(MetricTags.Operation, "transmit");

    /// <summary>Counts that nobody looks at.</summary>
    public RuntimeFigures()
    {
    }

    /// <summary>Counts that a meter gives.</summary>
    public RuntimeFigures(Meter meter)
    {
        Counter(meter, Metrics.Sent, Sent);
        Counter(meter, Metrics.Consumed, Consumed);
        Counter(meter, Metrics.Interchanges, Interchanges);
        Counter(meter, Metrics.Suspended, Suspended);
        Counter(meter, Metrics.Operated, Operated);
        Counter(meter, Metrics.CommitFailures, CommitFailures);
        Counter(meter, Metrics.TakeOvers, TakeOvers);
        Counter(meter, Metrics.Sessions, Sessions);
        Counter(meter, Metrics.Activations, Activations);
        Counter(meter, Metrics.DutyFaults, DutyFaults);
        Counter(meter, Metrics.CleanedUp, CleanedUp);
        Counter(meter, Metrics.LimitHits, Limits.ReadHits);
        Operation = Histogram<double>(meter, Metrics.Operation);
        Process = Histogram<double>(meter, Metrics.Process);
        Delivery = Histogram<double>(meter, Metrics.Delivery);
        CommitDuration = Histogram<double>(meter, Metrics.CommitDuration);
        CommitEntries = Histogram<long>(meter, Metrics.CommitEntries);
        CommitSize = Histogram<long>(meter, Metrics.CommitSize);
        CleanUpDuration = Histogram<double>(meter, Metrics.CleanUpDuration);
    }

    /// <summary>Messages published, by location.</summary>
    public CountTable Sent { get; } = new(MetricTags.Destination, null, OfViaduct, Publish);

    /// <summary>Deliveries tried, by send port and failure code.</summary>
    public CountTable Consumed { get; } = new(MetricTags.Destination, MetricTags.Error, OfViaduct, Transmit);

    /// <summary>Source items, by location and outcome.</summary>
    public CountTable Interchanges { get; } = new(MetricTags.Destination, MetricTags.Outcome);

    /// <summary>Messages suspended, by port and code.</summary>
    public CountTable Suspended { get; } = new(MetricTags.Destination, MetricTags.Error);

    /// <summary>What persons did with open items, by action.</summary>
    public CountTable Operated { get; } = new(MetricTags.Action);

    /// <summary>Commits that were not made as they stood, by reason.</summary>
    public CountTable CommitFailures { get; } = new(MetricTags.Reason);

    /// <summary>Sessions taken over.</summary>
    public CountTable TakeOvers { get; } = new();

    /// <summary>Sessions of this server.</summary>
    public CountTable Sessions { get; } = new();

    /// <summary>Cluster groups that became active on this server.</summary>
    public CountTable Activations { get; } = new(MetricTags.Cluster, MetricTags.Cause);

    /// <summary>Faults, by duty.</summary>
    public CountTable DutyFaults { get; } = new(MetricTags.Duty);

    /// <summary>What clean-up removed, by kind.</summary>
    public CountTable CleanedUp { get; } = new(MetricTags.Kind);

    /// <summary>Limits that can be watched.</summary>
    public LimitList Limits { get; } = new();

    /// <summary>How long source items wait to be stored.</summary>
    public Histogram<double>? Operation { get; }

    /// <summary>How long senders take.</summary>
    public Histogram<double>? Process { get; }

    /// <summary>How long messages are under way.</summary>
    public Histogram<double>? Delivery { get; }

    /// <summary>How long commits take.</summary>
    public Histogram<double>? CommitDuration { get; }

    /// <summary>Entries of commits.</summary>
    public Histogram<long>? CommitEntries { get; }

    /// <summary>Bytes of commits.</summary>
    public Histogram<long>? CommitSize { get; }

    /// <summary>How long clean-up takes.</summary>
    public Histogram<double>? CleanUpDuration { get; }

    /// <summary>A source item came to its end.</summary>
    /// <param name="location">Where it came in.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="failureCode">Why it was suspended, or null.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Received(string location, string outcome, string? failureCode, TimeSpan elapsed)
    {
        Interchanges.Add(location, outcome);
        if (Operation is { Enabled: true })
            Operation.Record(elapsed.TotalSeconds, Tags(Publish, location, failureCode));
    }

    /// <summary>A sender came to the end of a batch.</summary>
    /// <param name="port">The send port.</param>
    /// <param name="failureCode">Why a single message failed, or null.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Transmitted(string port, string? failureCode, TimeSpan elapsed)
    {
        if (Process is { Enabled: true }) Process.Record(elapsed.TotalSeconds, Tags(Transmit, port, failureCode));
    }

    private static TagList Tags(
        KeyValuePair<string, object?> operation, string destination, string? failureCode)
    {
        var tags = default(TagList);
        tags.Add(OfViaduct);
        tags.Add(operation);
        tags.Add(MetricTags.Destination, destination);
        if (failureCode is not null) tags.Add(MetricTags.Error, failureCode);
        return tags;
    }

    private static void Counter(Meter meter, Metric metric, CountTable table) => Counter(meter, metric, table.Read);

    private static void Counter(Meter meter, Metric metric, Func<IEnumerable<Measurement<long>>> read) =>
        meter.CreateObservableCounter<long>(metric.Name, read, metric.Unit, metric.Text);

    private static Histogram<T> Histogram<T>(Meter meter, Metric metric)
        where T : struct => meter.CreateHistogram(
            metric.Name, metric.Unit, metric.Text, tags: null,
            new InstrumentAdvice<T>
            {
                HistogramBucketBoundaries = [.. metric.Bounds.Select(bound => (T)Convert.ChangeType(bound, typeof(T)))],
            });
}
