using System.Diagnostics.Metrics;
using Viaduct.Client;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;
using Viaduct.Server.Operations;

namespace Viaduct.Server.Telemetry;

/// <summary>
/// The metrics of the group, from its store: read when somebody asks, not more often than every few seconds, and less
/// often where it takes long. Whoever cannot wait gets what was read last. Safe for all threads.
/// </summary>
internal sealed class GroupMeters
{
    private const int RestFactor = 20;
    private const string NoCode = "";
    private static readonly TimeSpan RestMin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(2);

    private readonly IStore _store;
    private readonly StatusReader _status;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Task _reading = Task.CompletedTask;
    private volatile Sample? _last;

    /// <summary>Adds the metrics to the meter of a server.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="store">The store, opened.</param>
    /// <param name="status">Reads how far the readers are.</param>
    /// <param name="time">Tells how old what was read is.</param>
    public GroupMeters(Meter meter, IStore store, StatusReader status, TimeProvider time)
    {
        (_store, _status, _time) = (store, status, time);
        meter.CreateObservableGauge<long>(
            Metrics.Backlog.Name, () => Known().Backlog, Metrics.Backlog.Unit, Metrics.Backlog.Text);
        meter.CreateObservableGauge<long>(
            Metrics.OpenItems.Name, () => Known().Items, Metrics.OpenItems.Unit, Metrics.OpenItems.Text);
        meter.CreateObservableGauge<long>(
            Metrics.Servers.Name, () => Known().Servers, Metrics.Servers.Unit, Metrics.Servers.Text);
        meter.CreateObservableGauge<double>(
            Metrics.GroupAge.Name, () => Age(), Metrics.GroupAge.Unit, Metrics.GroupAge.Text);
    }

    /// <summary>Reads anew if it is time, and waits for it, but not for long.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadIfDue().WaitAsync(WaitMax, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What was read before is told, with its age.
        }
    }

    // Who exports cannot wait: what is read now is told the next time.
    private Sample Known()
    {
        _ = ReadIfDue();
        return _last ?? Sample.None;
    }

    private IEnumerable<Measurement<double>> Age() => _last is { } last
        ? [new Measurement<double>(_time.GetElapsedTime(last.Taken).TotalSeconds)]
        : [];

    private Task ReadIfDue()
    {
        lock (_lock)
        {
            bool isDue = _last is not { } last || _time.GetElapsedTime(last.Taken) >= last.Rest;
            if (isDue && _reading.IsCompleted) _reading = Task.Run(ReadAsync, CancellationToken.None);
            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            long started = _time.GetTimestamp();
            var items = await _store.OpenItems.CountAsync(CancellationToken.None);
            var readers = await _status.ReadReadersAsync(CancellationToken.None);
            var sessions = await _store.Sessions.ListAsync(CancellationToken.None);
            long taken = _time.GetTimestamp();
            var rest = RestFactor * _time.GetElapsedTime(started, taken);
            _last = new Sample(
                taken, rest > RestMin ? rest : RestMin, Backlog(readers), Items(items),
                [new Measurement<long>(sessions.Count(static session => session.LockHeld))]);
        }
        catch (StoreUnavailableException)
        {
            // What was read last stays, and its age tells.
        }
    }

    private static List<Measurement<long>> Backlog(IReadOnlyList<ReaderStatus> readers) =>
    [
        .. from lanes in readers.GroupBy(reader => reader.Reader, reader => reader.Lag, StringComparer.Ordinal)
            select new Measurement<long>(lanes.Sum(), Tag(MetricTags.Reader, lanes.Key)),
    ];

    private static List<Measurement<long>> Items(IReadOnlyList<OpenItemCount> items) =>
    [
        .. from count in items
            group count.Items by (count.Port, count.State, Code: CodeOf(count)) into same
            select new Measurement<long>(
                same.Sum(), Tag(MetricTags.Destination, same.Key.Port), Tag(MetricTags.State, Word.Of(same.Key.State)),
                Tag(MetricTags.Error, same.Key.Code)),
    ];

    private static string CodeOf(OpenItemCount count) =>
        count.FailureCode is { } code ? FailureCodes.Known(code) : NoCode;

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private sealed record Sample(
        long Taken, TimeSpan Rest, List<Measurement<long>> Backlog, List<Measurement<long>> Items,
        List<Measurement<long>> Servers)
    {
        public static readonly Sample None = new(0, TimeSpan.Zero, [], [], []);
    }
}
