using Viaduct.Client;
using Viaduct.Core.Store;

namespace Viaduct.Server.Api;

/// <summary>What has passed at ports between two looks at a server's counts.</summary>
/// <param name="before">The counts at the first look.</param>
/// <param name="now">The counts at the second look.</param>
/// <param name="seconds">The time between.</param>
internal sealed class PortRates(
    IReadOnlyList<PortTraffic> before, IReadOnlyList<PortTraffic> now, double seconds)
{
    private const int PortsMax = 1_000;

    private readonly List<PortTraffic> _changes = [.. Changes(before, now)];

    /// <summary>Failures of all ports, a second.</summary>
    public double FailuresPerSecond => Rate(_changes.Sum(change => change.Failures));

    /// <summary>How long all deliveries took; null if there were none.</summary>
    public LiveTimes? Times
    {
        get
        {
            long[] all = new long[DeliveryTimes.Places];
            foreach (var change in _changes)
                for (int i = 0; i < all.Length; i++) all[i] += change.Times[i];
            return TimesOf(all);
        }
    }

    /// <summary>The ports where anything has happened, the busiest first.</summary>
    public IReadOnlyList<PortFigures> Ports =>
    [
        .. _changes.OrderByDescending(change => change.Received + change.Sent + change.Failures)
            .ThenBy(change => change.Name, StringComparer.Ordinal).Take(PortsMax)
            .Select(change => new PortFigures(
                change.Name, Rate(change.Received), Rate(change.Sent), Rate(change.Failures), TimesOf(change.Times))),
    ];

    private static IEnumerable<PortTraffic> Changes(IReadOnlyList<PortTraffic> before, IReadOnlyList<PortTraffic> now)
    {
        var earlier = before.ToDictionary(port => port.Name, StringComparer.Ordinal);
        foreach (var port in now)
        {
            var change = earlier.TryGetValue(port.Name, out var old) ? Minus(port, old) : port;
            if (change.Received + change.Sent + change.Failures > 0) yield return change;
        }
    }

    // A server that has joined anew counts from 0.
    private static PortTraffic Minus(PortTraffic port, PortTraffic old) =>
        port.Received < old.Received || port.Sent < old.Sent || port.Failures < old.Failures
            ? port
            : new PortTraffic(
                port.Name, port.Received - old.Received, port.Sent - old.Sent, port.Failures - old.Failures,
                [.. port.Times.Zip(old.Times, (more, less) => more - less)]);

    private static LiveTimes? TimesOf(IReadOnlyList<long> counts) => DeliveryTimes.AtMost(counts, 0.5) is { } median
        ? new LiveTimes(
            median, DeliveryTimes.AtMost(counts, 0.95)!.Value, DeliveryTimes.AtMost(counts, 0.99)!.Value,
            DeliveryTimes.AtMost(counts, 1)!.Value)
        : null;

    private double Rate(long more) => Math.Round(more / seconds, 1);
}
