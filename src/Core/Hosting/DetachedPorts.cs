using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Viaduct.Core.Messages;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Lets a stopped send port keep its place in the log without a row per message (rule 55): the port leaves its host's
/// reader in every lane with a reader of its own, and joins again once it has caught up.
/// </summary>
internal sealed partial class DetachedPorts(ServerSession session, LaneReaderServices services, ILogger logger)
{
    // A detached port waits: it needs no large window, and its items must not crowd out those of others.
    private static readonly LaneReaderOptions Options = new() { ItemsMax = 2_000, BytesMax = 8 << 20 };

    private const int LagItems = 1_000;

    private readonly ConcurrentDictionary<(string Port, int Lane), Detached> _detached = [];

    // Ports that were being detached or joined when the store went away, so that it is not known which they are.
    private readonly HashSet<string> _unsettled = new(StringComparer.Ordinal);

    // What was parked when its port began to be detached: nobody else may have it until the store has answered.
    private readonly ConcurrentDictionary<(string Port, LaneReader Host), IReadOnlyList<WorkItem>> _kept = [];

    private readonly FullReaderWatch _fullReaders = new(session.Time);

    /// <summary>The readers of detached ports, for status.</summary>
    public int Count => _detached.Count;

    /// <summary>True if no port is detached, stopped, or has been keeping others waiting.</summary>
    public bool IsQuiet =>
        _detached.IsEmpty && _unsettled.Count == 0 && !_fullReaders.SeesOne && !session.SendPorts.Parked.Any();

    /// <summary>True if no port is on its way to or from its host's reader.</summary>
    public bool IsSettled => _unsettled.Count == 0;

    /// <summary>The readers of ports that have left a host's reader in a lane.</summary>
    public IEnumerable<LaneReader> ReadersOn(ReaderLane host) => _detached
        .Where(one => one.Key.Lane == host.Lane && one.Value.Host == host.Reader).Select(one => one.Value.Reader);

    /// <summary>A host's reader in a lane has gone to another server, with the ports that had left it.</summary>
    public void Gone(ReaderLane host)
    {
        foreach (var (key, detached) in _detached)
            if (key.Lane == host.Lane && detached.Host == host.Reader) _detached.TryRemove(key, out _);
    }

    /// <summary>A grant for a port that was detached earlier, before its host's reader in the lane starts.</summary>
    public void Adopt(ReaderRow row, ReaderGrant grant, LaneReader host)
    {
        if (row.Port is not { } port || !session.PortNumbers.TryGetValue(port, out int number)) return;
        if (_detached.ContainsKey((port, grant.ReaderLane.Lane))) return;
        host.SkipPort(number, [.. TakeKept(port, host), .. session.SendPorts.TakeParked(port, host)]);
        _detached[(port, grant.ReaderLane.Lane)] = MakeReader(grant, number, row.Base);
    }

    /// <summary>Detaches ports that have been stopped, and brings those back that are started.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (string name in _unsettled.ToList()) await SettleAsync(name, cancellationToken);
        foreach (var (name, parked) in session.SendPorts.Parked.ToList())
            if (await DetachParkedAsync(name, parked, cancellationToken) is > 0 and int lanes)
                LogStopped(logger, name, lanes);
        foreach (var ((port, lane), detached) in _detached.ToList())
        {
            if (session.SendPorts.IsParked(port)) continue;
            detached.Reader.Poll();
            await JoinAsync(port, lane, detached, cancellationToken);
        }
    }

    /// <summary>
    /// Detaches a running port whose queue keeps its host's readers full, so that the host's other ports go on. It
    /// works on from a reader of its own, and joins again when it has caught up.
    /// </summary>
    public async Task DetachLaggingAsync(CancellationToken cancellationToken)
    {
        if (_fullReaders.FindFull(session.HostReaders) is not { } full) return;
        var ports = session.PortsOf(full.Progress.ReaderLane.Reader);
        string? name = ports.Count < 2 ? null : session.SendPorts.Queueing(ports, LagItems).FirstOrDefault();
        if (name is null || _detached.Keys.Any(d => d.Port == name)) return;
        if (session.SendPorts.Park(name) is not { } parked) return;
        try
        {
            await session.SendPorts.RetireAsync(cancellationToken);
            int lanes = await DetachParkedAsync(name, parked, cancellationToken);
            if (lanes > 0) LogLags(logger, name, lanes);
        }
        finally
        {
            session.SendPorts.Unpark(name, parked);
        }

        await session.SendPorts.RetireAsync(cancellationToken);
    }

    /// <summary>Takes nothing new; ends when no read runs any more.</summary>
    public Task StopAsync() => Task.WhenAll(_detached.Values.Select(detached => detached.Reader.StopAsync()));

    /// <returns>In how many lanes the port has been detached.</returns>
    private async Task<int> DetachParkedAsync(string name, ParkedPort parked, CancellationToken cancellationToken)
    {
        await session.SendPorts.Changing.WaitAsync(cancellationToken);
        try
        {
            return session.SendPorts.IsParked(name) ? await DetachAsync(name, parked, cancellationToken) : 0;
        }
        finally
        {
            session.SendPorts.Changing.Release();
        }
    }

    private async Task<int> DetachAsync(string name, ParkedPort parked, CancellationToken cancellationToken)
    {
        if (session.HostOf(name) is not { } host || !session.PortNumbers.TryGetValue(name, out int number)) return 0;
        var hosts = session.HostReadersOf(host).Where(r => r.ModeOf(number) != PortMode.Skipped).ToList();
        if (hosts.Count == 0) return 0;

        // From here on nothing of the port is handed out; what was, is parked: its worker has ended.
        // If the store goes away meanwhile they stay held, and the next round settles it.
        _unsettled.Add(name);
        foreach (var reader in hosts)
        {
            reader.HoldPort(number);
            _kept[(name, reader)] = [.. TakeKept(name, reader), .. parked.Take(reader)];
        }

        if (!await DetachHeldAsync((name, number), $"{host}/{name}", hosts, cancellationToken))
        {
            // Refused: perhaps an earlier round did it and never heard.
            await SettleAsync(name, cancellationToken);
            return 0;
        }

        _unsettled.Remove(name);
        return hosts.Count;
    }

    private async Task<bool> DetachHeldAsync(
        (string Name, int Number) port, string readerName, List<LaneReader> hosts,
        CancellationToken cancellationToken)
    {
        // Behind this entry every completion of the port's last deliveries is committed.
        if (!await BarrierAsync(cancellationToken)) return false;
        await session.Owning.WaitAsync(cancellationToken);
        try
        {
            var grants = await session.Store.Configuration.DetachPortAsync(
                session.Id, readerName, [.. hosts.Select(Snapshot)], cancellationToken);
            if (grants is null) return false;
            foreach (var host in hosts)
            {
                var lane = host.Progress.ReaderLane;
                var grant = grants.First(g => g.ReaderLane.Lane == lane.Lane);
                _detached[(port.Name, lane.Lane)] = MakeReader(grant, port.Number, lane.Reader);
                host.SkipPort(port.Number, TakeKept(port.Name, host));
            }

            return true;
        }
        finally
        {
            session.Owning.Release();
        }
    }

    /// <summary>
    /// Makes what runs what the store says, after its answer was lost: what the session owns tells whether a port is
    /// detached, and its host's reader passes over its items only then.
    /// </summary>
    private async Task SettleAsync(string name, CancellationToken cancellationToken)
    {
        var owned = (await session.AcquireAsync(cancellationToken)).Readers
            .Select(grant => (grant.ReaderLane, grant.Epoch)).ToHashSet();
        int number = session.PortNumbers[name];
        foreach (var host in session.HostReaders.Where(h => h.ModeOf(number) == PortMode.Held))
        {
            var key = (name, host.Progress.ReaderLane.Lane);
            if (_detached.TryGetValue(key, out var detached) && detached.Host == host.Progress.ReaderLane.Reader)
            {
                var progress = detached.Reader.Progress;
                if (owned.Contains((progress.ReaderLane, progress.Epoch)))
                {
                    host.SkipPort(number, TakeKept(name, host));
                    detached.Reader.Resume();
                    continue;
                }

                _detached.TryRemove(key, out _);
            }

            var worker = session.SendPorts.Find(number)?.Worker ?? session.SendPorts.Gone;
            foreach (var item in TakeKept(name, host)) worker.Enqueue(item);
            host.HandPort(number);
        }

        _unsettled.Remove(name);
    }

    private IReadOnlyList<WorkItem> TakeKept(string port, LaneReader host) =>
        _kept.TryRemove((port, host), out var kept) ? kept : [];

    /// <summary>Waits until everything that was given to the writer so far is committed.</summary>
    private async Task<bool> BarrierAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await session.BarrierAsync(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            // Which ports are on their way is kept: the next round settles it.
            throw new StoreUnavailableException("No commit came through while a send port was being moved.", e);
        }
    }

    private Detached MakeReader(ReaderGrant grant, int port, int host) =>
        new(new LaneReader(grant, session.SendPorts.Find, Options, services, (port, host)), host);

    private static ProgressRow Snapshot(LaneReader reader)
    {
        var writer = new ByteWriter(256);
        var position = reader.Progress.Write(writer);
        return new ProgressRow(
            reader.Progress.ReaderLane, reader.Progress.Epoch, reader.Progress.LastNumber, position, writer.ToArray());
    }

    [LoggerMessage(1851, LogLevel.Information, "Send port {Port} is stopped and keeps its place in {Lanes} lanes.")]
    private static partial void LogStopped(ILogger logger, string port, int lanes);

    [LoggerMessage(1852, LogLevel.Information, "Send port {Port} has caught up in lane {Lane}.")]
    private static partial void LogJoined(ILogger logger, string port, int lane);

    [LoggerMessage(
        1853, LogLevel.Warning,
        "Send port {Port} lags: it goes on from a place of its own in {Lanes} lanes, beside its host's other ports.")]
    private static partial void LogLags(ILogger logger, string port, int lanes);

    /// <param name="Reader">The port's own reader.</param>
    /// <param name="Host">The reader of the host that the port left, and joins again.</param>
    private sealed record Detached(LaneReader Reader, int Host);
}
