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

    private static readonly TimeSpan JoinWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JoinPoll = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan LagMax = TimeSpan.FromSeconds(1);
    private const int LagItems = 1_000;

    private readonly Dictionary<(string Port, int Lane), LaneReader> _detached = [];
    private (LaneReader Reader, long LoadedThrough, long Since)? _full;

    /// <summary>The readers of detached ports, for status.</summary>
    public int Count => _detached.Count;

    /// <summary>True if no port is detached, stopped, or has been keeping others waiting.</summary>
    public bool IsQuiet => _detached.Count == 0 && _full is null && !session.SendPorts.Parked.Any();

    /// <summary>A grant for a port that was detached earlier, before its host's reader in the lane starts.</summary>
    public void Adopt(ReaderRow row, ReaderGrant grant, LaneReader host)
    {
        string port = PortOf(row.Name);
        if (!session.PortNumbers.TryGetValue(port, out int number)) return;
        if (_detached.ContainsKey((port, grant.ReaderLane.Lane))) return;
        host.SkipPort(number, session.SendPorts.TakeParked(port, host));
        _detached[(port, grant.ReaderLane.Lane)] = Reader(grant, number, row.Base);
    }

    /// <summary>Detaches ports that have been stopped, and brings those back that are started.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, parked) in session.SendPorts.Parked.ToList())
            await DetachParkedAsync(name, parked, cancellationToken);
        foreach (var ((port, lane), reader) in _detached.ToList())
        {
            if (session.SendPorts.IsParked(port)) continue;
            reader.Poll();
            await JoinAsync(port, lane, reader, cancellationToken);
        }
    }

    /// <summary>
    /// Detaches a running port whose queue keeps its host's readers full, so that the host's other ports go on. It
    /// works on from a reader of its own, and joins again when it has caught up.
    /// </summary>
    public async Task DetachLaggingAsync(CancellationToken cancellationToken)
    {
        if (FullForLong() is not { } full) return;
        var ports = session.PortsOf(full.Progress.ReaderLane.Reader);
        string? name = ports.Count < 2 ? null : session.SendPorts.Queueing(ports, LagItems).FirstOrDefault();
        if (name is null || _detached.Keys.Any(d => d.Port == name)) return;
        LogLags(logger, name);
        var parked = session.SendPorts.Park(name);
        try
        {
            await session.SendPorts.RetireAsync(cancellationToken);
            await DetachParkedAsync(name, parked, cancellationToken);
        }
        finally
        {
            session.SendPorts.Unpark(name);
        }

        await session.SendPorts.RetireAsync(cancellationToken);
    }

    // Of a host that reads again and again nobody is held up.
    private LaneReader? FullForLong()
    {
        var full = session.HostReaders.FirstOrDefault(r => r.IsFull);
        if (full is null)
        {
            _full = null;
            return null;
        }

        if (_full is not { } before || before.Reader != full || before.LoadedThrough != full.LoadedThrough)
            _full = (full, full.LoadedThrough, session.Time.GetTimestamp());
        if (session.Time.GetElapsedTime(_full.Value.Since) < LagMax) return null;
        _full = null;
        return full;
    }

    /// <summary>Takes nothing new.</summary>
    public async Task StopAsync()
    {
        foreach (var reader in _detached.Values) await reader.StopAsync();
    }

    private async Task DetachParkedAsync(string name, ParkedPort parked, CancellationToken cancellationToken)
    {
        await session.SendPorts.Changing.WaitAsync(cancellationToken);
        try
        {
            if (session.SendPorts.IsParked(name)) await DetachAsync(name, parked, cancellationToken);
        }
        finally
        {
            session.SendPorts.Changing.Release();
        }
    }

    private async Task DetachAsync(string name, ParkedPort parked, CancellationToken cancellationToken)
    {
        if (!session.PortNumbers.TryGetValue(name, out int number)) return;
        var hosts = session.HostReadersOf(name).Where(r => r.ModeOf(number) != PortMode.Skipped).ToList();
        if (hosts.Count == 0) return;

        // From here on nothing of the port is handed out; what was, is parked: its worker has ended.
        // If the store goes away meanwhile they stay held, and the next round settles it.
        foreach (var host in hosts) host.HoldPort(number);
        if (await DetachHeldAsync(name, number, parked, hosts, cancellationToken))
        {
            LogDetached(logger, name, hosts.Count);
            return;
        }

        // Refused: perhaps an earlier round did it and never heard. What the session owns tells.
        await session.AcquireAsync(cancellationToken);
        foreach (var host in hosts.Where(h => h.ModeOf(number) == PortMode.Held)) host.HandPort(number);
    }

    private async Task<bool> DetachHeldAsync(
        string name, int number, ParkedPort parked, List<LaneReader> hosts, CancellationToken cancellationToken)
    {
        // Behind this entry every completion of the port's last deliveries is committed.
        if (!await BarrierAsync()) return false;
        string readerName = $"{session.HostOf(name)}/{name}";
        var grants = await session.Store.Configuration.DetachPortAsync(
            session.Id, readerName, [.. hosts.Select(Snapshot)], cancellationToken);
        if (grants is null) return false;
        foreach (var host in hosts)
        {
            var lane = host.Progress.ReaderLane.Lane;
            var grant = grants.First(g => g.ReaderLane.Lane == lane);
            _detached[(name, lane)] = Reader(grant, number, host.Progress.ReaderLane.Reader);
            host.SkipPort(number, parked.Take(host));
        }

        return true;
    }

    private async Task JoinAsync(string port, int lane, LaneReader reader, CancellationToken cancellationToken)
    {
        int number = session.PortNumbers[port];
        var host = session.HostReadersOf(port).FirstOrDefault(r => r.Progress.ReaderLane.Lane == lane);
        if (host is null || reader.ItemsInHand > 0 || reader.LoadedThrough < host.LoadedThrough - 64) return;
        long cut = host.HoldPort(number);
        long through = 0;
        if (!await UntilAsync(() => reader.LoadedThrough >= cut && reader.ItemsInHand == 0, reader, cancellationToken)
            || !await UntilAsync(() => HasEnded(reader, host, ref through), null, cancellationToken))
        {
            host.SkipPort(number, []);
            reader.Resume();
            return;
        }

        // Behind a commit the host has been handed all that the port's own reader can have read; and what that reader
        // has worked must be done in the host's progress before the one gives way to the other.
        if (!await BarrierAsync()) return;
        host.SkipHeld(number, through);
        if (!await BarrierAsync()) return;
        if (!await session.Store.Configuration.JoinPortAsync(session.Id, [Snapshot(reader)], cancellationToken))
        {
            host.SkipPort(number, []);
            return;
        }

        _detached.Remove((port, lane));
        host.HandPort(number);
        LogJoined(logger, port, lane);
    }

    /// <summary>True once the reader takes nothing new, all it took is done, and the host has come as far.</summary>
    private static bool HasEnded(LaneReader reader, LaneReader host, ref long through)
    {
        var stopped = reader.StopAsync();
        through = reader.LoadedThrough;
        return stopped.IsCompleted && reader.ItemsInHand == 0 && host.HasLoaded(through);
    }

    /// <summary>Waits until everything that was given to the writer so far is committed.</summary>
    private async Task<bool> BarrierAsync()
    {
        var waiter = new EntryWaiter();
        session.Unit.Enqueue(new CommitEntry(waiter));
        return await waiter.Outcome == EntryOutcome.Committed;
    }

    private async Task<bool> UntilAsync(Func<bool> holds, LaneReader? poll, CancellationToken cancellationToken)
    {
        long started = session.Time.GetTimestamp();
        while (!holds())
        {
            if (session.Time.GetElapsedTime(started) > JoinWait) return false;
            poll?.Poll();
            await Task.Delay(JoinPoll, session.Time, cancellationToken);
        }

        return true;
    }

    private LaneReader Reader(ReaderGrant grant, int port, int host) =>
        new(grant, session.SendPorts.Find, Options, services, (port, host));

    private static ProgressRow Snapshot(LaneReader reader)
    {
        var writer = new ByteWriter(256);
        var position = reader.Progress.Write(writer);
        return new ProgressRow(
            reader.Progress.ReaderLane, reader.Progress.Epoch, reader.Progress.LastNumber, position, writer.ToArray());
    }

    private static string PortOf(string readerName) =>
        readerName[(readerName.IndexOf('/', StringComparison.Ordinal) + 1)..];

    [LoggerMessage(1851, LogLevel.Information, "Send port {Port} is stopped and keeps its place in {Lanes} lanes.")]
    private static partial void LogDetached(ILogger logger, string port, int lanes);

    [LoggerMessage(1853, LogLevel.Warning, "Send port {Port} lags; it works on beside its host's other ports.")]
    private static partial void LogLags(ILogger logger, string port);

    [LoggerMessage(1852, LogLevel.Information, "Send port {Port} has caught up in lane {Lane}.")]
    private static partial void LogJoined(ILogger logger, string port, int lane);
}
