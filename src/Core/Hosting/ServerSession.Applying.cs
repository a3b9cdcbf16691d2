using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>How a session takes up another configuration while it works (docs/concepts/live-changes.md).</summary>
internal sealed partial class ServerSession
{
    private static readonly TimeSpan HandOutMax = TimeSpan.FromSeconds(1);

    private ConfigurationMark? _seen;

    /// <summary>Makes what runs what the active configuration wants, if it is another than the one that runs.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var mark = await Store.Configuration.GetMarkAsync(cancellationToken);
        if (mark == _seen) return;
        var active = await Store.Configuration.GetActiveAsync(cancellationToken);
        Note(active!);
        // Not the version before: an earlier attempt may have come no further than this.
        if (active!.RouteVersion != _router.Version)
        {
            await HandOutAsync(cancellationToken);
            await ApplyRoutesAsync(cancellationToken);
        }

        // A reader may have been given to this server (rule 103).
        if (mark.Given != _seen?.Given) await AcquireAsync(cancellationToken);
        if (_applied != _active!.RouteVersion)
        {
            long version = _active.RouteVersion;
            await ReceiveAsync(cancellationToken);
            _applied = version;
            // Another configuration may cluster other hosts.
            ClusterSoon();
            LogApplied(_logger, _active.Hash, version);
        }

        // What has come after the look is found by the next one.
        _seen = mark;
    }

    /// <summary>Takes up the routes and ports of the active configuration, if they are others.</summary>
    /// <returns>False if the session ends: then nothing is taken up any more.</returns>
    private async Task<bool> TakeUpRoutesAsync()
    {
        while (true)
        {
            try
            {
                var mark = await Store.Configuration.GetMarkAsync(CancellationToken.None);
                if (await TakenUpAsync() is not { } version) return false;
                if (version >= mark.RouteVersion) return true;
                await HandOutAsync(CancellationToken.None);
                await ApplyRoutesAsync(CancellationToken.None);
            }
            catch (Exception)
            {
                // Whoever watches the configuration tells of it; until it can be taken up, the work waits.
                if (_ending) return false;
                await Task.Delay(_options.WatchInterval, Time, CancellationToken.None);
            }
        }
    }

    /// <summary>The version that runs, after a change that is under way; null if the session ends.</summary>
    private async Task<long?> TakenUpAsync()
    {
        await _applying.WaitAsync();
        try
        {
            return _ending ? null : _active!.RouteVersion;
        }
        finally
        {
            _applying.Release();
        }
    }

    /// <summary>
    /// Waits until everything that was routed before the cut has been handed to the ports. A store that takes no commit
    /// does not keep a change waiting: then what is on its way goes to the new versions.
    /// </summary>
    private async Task HandOutAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BarrierAsync(cancellationToken).WaitAsync(HandOutMax, Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogCutWaits(_logger, HandOutMax);
        }
    }

    /// <summary>Waits until everything that was given to the writer so far is committed.</summary>
    /// <returns>False if it is not, because the session or the process ends.</returns>
    public async Task<bool> BarrierAsync(CancellationToken cancellationToken)
    {
        var waiter = new EntryWaiter();
        Unit.Enqueue(new CommitEntry(waiter));
        return await waiter.Outcome.WaitAsync(cancellationToken) == EntryOutcome.Committed;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        ActiveConfiguration? active;
        do
        {
            active = await Store.Configuration.GetActiveAsync(cancellationToken);
            if (active is null) return false;
            if (active.Hash == _loaded?.Loaded.Hash) continue;
            // What has been tried so far is there already.
            _loaded = active.Hash == _tried?.Trial.CandidateHash
                ? _tried.Configured
                : await PreparedAsync(active.Hash, cancellationToken)
                    ?? throw new StoreRefusedException($"The store lacks the active configuration {active.Hash}.");
        }
        while (!await LoadTriedAsync(active, cancellationToken));
        _current = Placed(_loaded!.As(active.Operated), active);
        _active = active;
        CountsOfConfiguration.Begin(Unit.Figures, Configuration!.Model);
        return true;
    }

    /// <summary>
    /// The part of a change that the writer waits for when it meets a newer route version: the new ports and readers,
    /// then the routes to them. It waits for nothing that itself waits for the writer.
    /// </summary>
    private async Task ApplyRoutesAsync(CancellationToken cancellationToken)
    {
        await _applying.WaitAsync(cancellationToken);
        try
        {
            await LoadAsync(cancellationToken);
            if (_active!.RouteVersion == _router.Version) return;
            if (!_ending)
            {
                LetRest();
                SendPorts.Apply(_current!, _tried, _active.Ports, new PortCut(_dispatcher.Readers.Values));
                await OpenReplyReaderAsync(cancellationToken);
                await AcquireAsync(cancellationToken);
            }

            UseTracking();
            var routes = RouteTableBuilder.Build(Configuration!.Model, _tried, _active);
            // What came in by the old pipelines is not routed by the new routes.
            if (!_ending) Locations.Redirect(_current!, _tried);
            Unit.Trial = _tried?.Counter;
            _router.Use(routes);
        }
        finally
        {
            _applying.Release();
        }
    }

    private void UseTracking()
    {
        if (_options.TrackEvents)
            Unit.Tracking = TrackingRulesBuilder.Build(Configuration!.Model, _active!, _options.CleanUp.Tracking);
    }

    private async Task ReloadRoutesAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ApplyRoutesAsync(cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            await Task.Delay(_options.WatchInterval, Time, cancellationToken);
        }
    }
}
