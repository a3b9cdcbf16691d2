using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>How a session takes up another configuration while it works.</summary>
internal sealed partial class ServerSession
{
    /// <summary>Makes what runs what the active configuration wants, if it is another than the one that runs.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await ApplyRoutesAsync(cancellationToken);
        if (_applied == _active!.RouteVersion) return;
        long version = _active.RouteVersion;
        await Locations.ApplyAsync(Configuration!, cancellationToken);
        using var noTimeLeft = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        noTimeLeft.CancelAfter(_options.StopTimeout);
        await SendPorts.RetireAsync(noTimeLeft.Token);
        _applied = version;
        LogApplied(_logger, _active.Hash, version);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var active = await Store.Configuration.GetActiveAsync(cancellationToken);
        if (active is null) return false;
        if (active.Hash != _loaded?.Hash)
        {
            byte[] package = await Store.Configuration.GetPackageAsync(active.Hash, cancellationToken)
                ?? throw new StoreRefusedException($"The store lacks the active configuration {active.Hash}.");
            _loaded = _loader.Load(package);
        }

        Configuration = _loaded with { Model = OperatedModel.Of(_loaded.Model, active.Operated) };
        _active = active;
        var hosts = Configuration!.Model.Hosts.Select(h => h.Name).ToHashSet(StringComparer.Ordinal);
        ReaderNumbers =
            [.. active.Readers.Where(r => r.Kind == ReaderKind.Host && hosts.Contains(r.Name)).Select(r => r.Id)];
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
            // Not the version before: an earlier attempt may have come no further than this.
            if (_active!.RouteVersion == _router.Version) return;
            if (!_ending)
            {
                SendPorts.Apply(Configuration!, _active.Ports);
                await OpenReplyReaderAsync(cancellationToken);
                await AcquireAsync(cancellationToken);
            }

            UseTracking();
            _router.Use(RouteTableBuilder.Build(Configuration!.Model, _active));
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

    [LoggerMessage(1901, LogLevel.Information, "Configuration {Hash} runs, with routes of version {RouteVersion}.")]
    private static partial void LogApplied(ILogger logger, string hash, long routeVersion);
}
