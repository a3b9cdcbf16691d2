using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;

namespace Viaduct.Server.Telemetry;

/// <summary>What a process tells of its server from start to end: whether it is ready, and its metrics.</summary>
/// <param name="store">The store.</param>
internal sealed class ServerProbes(IStore store) : IDisposable
{
    private static readonly ReadyReason Starting = new(
        "starting", "The server starts: it prepares its store, or waits for it.");

    private static readonly ReadyReason Joining = new(
        "joining", "The server joins its group, or joins it anew: it may not act for what it owns.");

    private static readonly ReadyReason StoreAway = new(
        "store-away", "The store does not answer, or is behind: what comes in is refused until it does.");

    private static readonly ReadyReason Draining = new(
        "draining", "The server stops: it finishes what it has begun, and takes nothing new.");

    private volatile ViaductServer? _server;
    private volatile MetricCollector? _metrics;
    private volatile GroupMeters? _group;
    private volatile bool _isDraining;

    /// <summary>The limits of the process that can be watched before its server is there.</summary>
    public LimitList Limits { get; } = new();

    /// <summary>The metrics of the group; null until the server works.</summary>
    public GroupMeters? Group
    {
        set => _group = value;
    }

    /// <summary>True once the server stops.</summary>
    public bool IsDraining
    {
        set => _isDraining = value;
    }

    /// <summary>Tells of this server from now on.</summary>
    public void Watch(ViaductServer server)
    {
        server.Limits.Include(Limits);
        _metrics = new MetricCollector(server.Meter);
        _server = server;
    }

    /// <summary>Whether the server should get traffic now, and why not.</summary>
    public ReadyState Ready()
    {
        List<ReadyReason> reasons = [];
        if (_isDraining) reasons.Add(Draining);
        if (_server is not { } server) reasons.Add(Starting);
        else if (!server.IsReady) reasons.Add(Joining);
        // The server is asked, and the store where there is none yet.
        if (_server?.IsBehind ?? !store.IsAvailable) reasons.Add(StoreAway);
        return new ReadyState(reasons.Count == 0, reasons)
        {
            Warnings = [.. (_server?.Troubles ?? []).Select(Warning)],
        };
    }

    // One endpoint that does not work is no reason to take the traffic of all others away.
    private static ReadyReason Warning(EndpointTrouble trouble) => trouble.IsLocation
        ? new("location-trouble", $"Receive location {trouble.Endpoint}: {trouble.Text}")
        : new("port-trouble", $"Send port {trouble.Endpoint}: {trouble.Text}");

    /// <summary>The metrics of the server, of its process and of the group; null if there is no server yet.</summary>
    public async Task<IReadOnlyList<CollectedMetric>?> CollectAsync(CancellationToken cancellationToken)
    {
        if (_metrics is not { } metrics) return null;
        if (_group is { } group && !_isDraining) await group.RefreshAsync(cancellationToken);
        return metrics.Collect();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics?.Dispose();
        _metrics = null;
    }
}
