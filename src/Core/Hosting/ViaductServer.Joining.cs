using Viaduct.Core.Cluster;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>How a server joins its group, and begins the work of a session.</summary>
public sealed partial class ViaductServer
{
    // Its lock would keep the name of the server from its next session.
    private SessionId? _unended;

    /// <summary>Starts a session, after taking over whatever is dead, an earlier self included.</summary>
    private async Task<SessionId?> JoinAsync()
    {
        var request = new SessionRequest(
            _options.Server, Environment.MachineName, Environment.ProcessId, Version)
        {
            Hosts = _options.Hosts,
        };
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await EndEarlierAsync();
                await _watch.LookAsync(null, _stopping.Token);
                if (await _store.Sessions.StartAsync(request, _stopping.Token) is { } id)
                {
                    await CheckVersionsAsync(id);
                    _meters.Figures.Sessions.Add("");
                    LogJoined(_logger, _options.Server, _options.Group, id.Value);
                    return id;
                }

                throw await NameIsTakenAsync();
            }
            catch (StoreUnavailableException e)
            {
                LogWaits(_logger, e.Message);
                await Task.Delay(_options.PollInterval, _time, _stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return null;
            }
        }

        return null;
    }

    // After it has joined: of two that come at the same moment at least one sees the other.
    private async Task CheckVersionsAsync(SessionId id)
    {
        _unended = id;
        var rows = await _store.Sessions.ListAsync(_stopping.Token);
        if (ProductVersions.Refusal(Version, rows) is { } refusal)
        {
            await EndEarlierAsync();
            throw refusal;
        }

        _unended = null;
    }

    /// <summary>Ends the earlier session that could not be ended, so that its lock does not keep the name.</summary>
    private async Task EndEarlierAsync()
    {
        if (_unended is not { } earlier) return;
        await _store.Sessions.EndAsync(earlier, _stopping.Token);
        _unended = null;
    }

    private async Task<StoreRefusedException> NameIsTakenAsync()
    {
        var other = (await _store.Sessions.ListAsync(_stopping.Token))
            .FirstOrDefault(row => row.Request.Server == _options.Server);
        string who = other is null
            ? ""
            : $": process {other.Request.ProcessId} on {other.Request.Machine}, since {other.StartedAt:u}";
        return new StoreRefusedException(
            $"A server named '{_options.Server}' is running in group '{_options.Group}' already{who}. "
            + "Give this one another name with --server, or stop the other.");
    }

    /// <summary>
    /// Starts a session's work. Compiling what a configuration holds may take longer than the lease: who does it lives.
    /// </summary>
    /// <returns>False if no configuration was ever applied, or the session has been taken over meanwhile.</returns>
    private async Task<bool> StartBeatingAsync(ServerSession session)
    {
        await using var heartbeat = Duty("Heartbeat", token => BeatAsync(session, token));
        try
        {
            return await session.StartAsync(_stopping.Token);
        }
        catch (Exception e) when (e is not (StoreRefusedException or OperationCanceledException))
        {
            // A process that stood still while it started, or whose store went away, is no defect: it joins anew.
            if (await IsStillOursAsync(session) && e is not StoreUnavailableException) throw;
            session.Lose();
            return false;
        }
    }

    /// <summary>Whether a session has not been taken over; waits until the store can tell.</summary>
    private async Task<bool> IsStillOursAsync(ServerSession session)
    {
        bool told = false;
        while (true)
        {
            try
            {
                return await _store.Sessions.HeartbeatAsync(session.Id, _stopping.Token);
            }
            catch (StoreUnavailableException e)
            {
                if (!told) LogStartWaits(_logger, _options.Server, e.Message);
                told = true;
                await Task.Delay(_options.PollInterval, _time, _stopping.Token);
            }
        }
    }
}
