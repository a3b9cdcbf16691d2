using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>A started port that has caught up gives way to its host's reader.</summary>
internal sealed partial class DetachedPorts
{
    // How many segments may lie between a port and its host for the port to be waited for.
    private const int JoinWithin = 64;

    private static readonly TimeSpan JoinWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan JoinPoll = TimeSpan.FromMilliseconds(10);

    private async Task JoinAsync(string port, int lane, Detached detached, CancellationToken cancellationToken)
    {
        int number = session.PortNumbers[port];
        var reader = detached.Reader;
        var host = session.HostReader(new ReaderLane(detached.Host, lane));
        if (host is null || reader.ItemsInHand > 0) return;
        if (reader.LoadedThrough < Math.Max(reader.WorkedThrough, host.WorkedThrough - JoinWithin)) return;
        _unsettled.Add(port);
        if (await MeetAsync(reader, host, number, cancellationToken) is not { } through)
        {
            host.SkipPort(number, []);
            reader.Resume();
            _unsettled.Remove(port);
            return;
        }

        // What the port's reader has worked must be done in the host's progress before the one gives way to the other.
        host.SkipHeld(number, through);
        if (!await BarrierAsync(cancellationToken)) return;
        if (!await JoinEndedAsync((port, lane), reader, cancellationToken))
        {
            await SettleAsync(port, cancellationToken);
            return;
        }

        host.HandPort(number);
        _unsettled.Remove(port);
        LogJoined(logger, port, lane);
    }

    /// <summary>Stops a port's reader where its host's reader stands, if they come to the same place in time.</summary>
    /// <returns>The sequence up to which both have taken up everything; null if they did not meet.</returns>
    private async Task<long?> MeetAsync(
        LaneReader reader, LaneReader host, int number, CancellationToken cancellationToken)
    {
        // What was passed over for it, and what it has done itself before a death, must not lie ahead of it.
        long cut = Math.Max(host.HoldPort(number), reader.WorkedThrough), through = 0;
        bool met = await UntilAsync(
                () => reader.LoadedThrough >= cut && reader.ItemsInHand == 0, reader, cancellationToken)
            && await UntilAsync(() => HasEnded(reader, host, ref through), null, cancellationToken)
            && await BarrierAsync(cancellationToken);
        // Behind a commit the host has been handed all that the port's own reader can have read, unless it has become
        // full meanwhile: what it reads later would be handed out although it has been worked.
        return met && host.HasLoaded(through) ? through : null;
    }

    private async Task<bool> JoinEndedAsync(
        (string Port, int Lane) port, LaneReader reader, CancellationToken cancellationToken)
    {
        await session.Owning.WaitAsync(cancellationToken);
        try
        {
            if (!await session.Store.Configuration.JoinPortAsync(session.Id, [Snapshot(reader)], cancellationToken))
                return false;
            _detached.TryRemove(port, out _);
            return true;
        }
        finally
        {
            session.Owning.Release();
        }
    }

    /// <summary>True once the reader takes nothing new, all it took is done, and the host has come as far.</summary>
    private static bool HasEnded(LaneReader reader, LaneReader host, ref long through)
    {
        var stopped = reader.StopAsync();
        through = reader.LoadedThrough;
        return stopped.IsCompleted && reader.ItemsInHand == 0 && host.HasLoaded(through);
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
}
