using System.Diagnostics.Metrics;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Core.Transmit;

namespace Viaduct.Core.Hosting;

/// <summary>
/// What a server gives to whoever listens to metrics: what its steps count, and how it is now. Asked for when somebody
/// listens, and not otherwise; outlives the sessions of the server.
/// </summary>
internal sealed class ServerMeters : IDisposable
{
    private const string ReaderItems = "reader.items";
    private const string ReaderBytes = "reader.bytes";
    private const string TrackerBytes = "tracker.bytes";
    private const string LargeInHand = "interchanges.large";
    private const string Segments = "segments";
    private const string CopiedOut = "copied-out";
    private const string Receipts = "receipts";
    private const string Tracking = "tracking";
    private const string Bodies = "bodies";

    private readonly ServerOptions _options;
    private readonly Func<ServerSession?> _session;
    private long _pinned;

    /// <summary>The meter of a server.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="store">Its store.</param>
    /// <param name="version">The version of the program.</param>
    /// <param name="isReady">Whether it works.</param>
    /// <param name="session">Its session; null while it has none.</param>
    public ServerMeters(
        ServerOptions options, IStore store, string version, Func<bool> isReady, Func<ServerSession?> session)
    {
        (_options, _session) = (options, session);
        Meter = new Meter(new MeterOptions(Metrics.MeterName) { Version = version, Scope = this });
        Figures = new RuntimeFigures(Meter);
        BeginCounts();
        Gauge(Metrics.Ready, () => isReady() ? 1 : 0);
        Gauge(Metrics.Server, () => [new Measurement<long>(1, Tags(version))]);
        Gauge(Metrics.StoreAvailable, () => store.IsAvailable ? 1 : 0);
        Gauge(Metrics.CommitWaiting, () => session()?.Unit.Waiting ?? 0);
        Seconds(Metrics.CommitAge, () => session()?.Unit.CommitAge ?? TimeSpan.Zero);
        Seconds(Metrics.TrackerLag, () => session()?.TrackerLag ?? TimeSpan.Zero);
        Gauge(Metrics.RequestsWaiting, () => session()?.RequestsWaiting ?? 0);
        Gauge(Metrics.LargeInterchanges, () => session()?.Large.Count ?? 0);
        Gauge(Metrics.InHand, () => ByHost(static readers => readers.Sum(static reader => reader.ItemsInHand)));
        Gauge(Metrics.ReadersBehind, () => ByHost(static readers => readers.Count(static reader => reader.IsBehind)));
        Gauge(Metrics.PortWaiting, () => ByPort(static port => port.Queued));
        Gauge(Metrics.CircuitOpen, () => ByPort(static port => port.Circuit is { IsOpen: true } ? 1 : 0));
        Gauge(Metrics.CleanUpPinned, () => Interlocked.Read(ref _pinned));
        Meter.CreateObservableCounter<long>(
            Metrics.ThreadsLost.Name, static () => LostThreads.Count, Metrics.ThreadsLost.Unit,
            Metrics.ThreadsLost.Text);
        Gauge(Metrics.LimitUsed, () => Limits().Select(static limit => limit.Used));
        Gauge(Metrics.LimitMax, () => Limits().Select(static limit => limit.Max));
    }

    /// <summary>The meter.</summary>
    public Meter Meter { get; }

    /// <summary>What the steps count by.</summary>
    public RuntimeFigures Figures { get; }

    /// <summary>Clean-up came to the end of a round.</summary>
    public void CleanedUp(CleanUpReport report, TimeSpan elapsed)
    {
        Figures.CleanUpDuration?.Record(elapsed.TotalSeconds);
        Interlocked.Exchange(ref _pinned, report.PinnedBy.Count);
        if (report.IsEmpty) return;
        Figures.CleanedUp.Add(Segments, null, report.Segments);
        Figures.CleanedUp.Add(CopiedOut, null, report.CopiedOut);
        Figures.CleanedUp.Add(Receipts, null, report.Receipts);
        Figures.CleanedUp.Add(Tracking, null, report.TrackingRows);
        Figures.CleanedUp.Add(Bodies, null, report.Bodies);
    }

    /// <summary>Gives nothing any more.</summary>
    public void Dispose() => Meter.Dispose();

    // What can be counted without a configuration; the rest begins with each configuration that is taken up.
    private void BeginCounts()
    {
        Figures.Sessions.Begin("");
        Figures.TakeOvers.Begin("");
        foreach (string reason in CommitCounts.Reasons) Figures.CommitFailures.Begin(reason);
        foreach (string action in new[] { "resume", "terminate" }) Figures.Operated.Begin(action);
        foreach (string kind in new[] { Segments, CopiedOut, Receipts, Tracking, Bodies })
            Figures.CleanedUp.Begin(kind);
    }

    private KeyValuePair<string, object?>[] Tags(string version) =>
    [
        new(MetricTags.Server, _options.Server), new(MetricTags.Group, _options.Group),
        new(MetricTags.Version, version),
    ];

    private IEnumerable<Measurement<long>> ByHost(Func<IEnumerable<LaneReader>, long> read) =>
        from host in Hosts()
        select new Measurement<long>(read(host), new KeyValuePair<string, object?>(MetricTags.Host, host.Key));

    private IEnumerable<IGrouping<string, LaneReader>> Hosts() => (_session()?.NamedReaders ?? [])
        .GroupBy(static named => named.Host, static named => named.Reader, StringComparer.Ordinal);

    private IEnumerable<Measurement<long>> ByPort(
        Func<(string Name, int Queued, Circuit? Circuit), long> read) =>
        from port in _session()?.SendPorts.All ?? []
        select new Measurement<long>(read(port), new KeyValuePair<string, object?>(MetricTags.Destination, port.Name));

    private IEnumerable<(Measurement<long> Used, Measurement<long> Max)> Limits()
    {
        foreach (var limit in Figures.Limits.All) yield return Pair(limit.Name, limit.Place, limit.Used, limit.Max);
        if (_session() is not { } session) yield break;
        foreach (var host in Hosts())
        {
            yield return Pair(
                ReaderItems, host.Key, host.Max(static reader => reader.ItemsInHand), _options.Readers.ItemsMax);
            yield return Pair(
                ReaderBytes, host.Key, host.Max(static reader => reader.BytesInHand), _options.Readers.BytesMax);
        }

        yield return Pair(TrackerBytes, "", session.TrackerBytes, _options.Tracker.BytesMax);
        int perHost = (session.Configuration?.Model.Limits ?? new PipelineLimits()).LargeInterchanges;
        yield return Pair(LargeInHand, "", session.Large.Count, (long)perHost * session.ReaderNumbers.Count);
    }

    private static (Measurement<long> Used, Measurement<long> Max) Pair(
        string name, string place, long used, long max)
    {
        KeyValuePair<string, object?>[] tags = [new(MetricTags.Limit, name), new(MetricTags.Place, place)];
        return (new Measurement<long>(used, tags), new Measurement<long>(max, tags));
    }

    private void Gauge(Metric metric, Func<long> read) =>
        Meter.CreateObservableGauge<long>(metric.Name, read, metric.Unit, metric.Text);

    private void Gauge(Metric metric, Func<IEnumerable<Measurement<long>>> read) =>
        Meter.CreateObservableGauge<long>(metric.Name, read, metric.Unit, metric.Text);

    private void Seconds(Metric metric, Func<TimeSpan> read) =>
        Meter.CreateObservableGauge<double>(metric.Name, () => read().TotalSeconds, metric.Unit, metric.Text);
}
