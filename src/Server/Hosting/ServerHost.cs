using Microsoft.Extensions.Logging;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Api;
using Viaduct.Server.Configuration;
using Viaduct.Server.Operations;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Hosting;

/// <summary>
/// A server process over a store: waits for the store, applies a first configuration, and runs until it is stopped.
/// </summary>
public sealed partial class ServerHost : IAsyncDisposable
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromSeconds(1);

    private readonly IStore _store;
    private readonly ServerHostOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly AdminServer? _admin;
    private ViaductServer? _server;
    private volatile string? _waitsFor;

    /// <summary>A server over a store, which stays the caller's; <see cref="StartAsync"/> begins.</summary>
    public ServerHost(IStore store, ServerHostOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (_store, _options, _time, _loggers) = (store, options, time, loggers);
        _logger = loggers.CreateLogger("Viaduct.Server");
        if (options.Admin is { } admin) _admin = new AdminServer(store, admin, time, loggers);
    }

    /// <summary>Completes when the server has stopped; faulted if it cannot run.</summary>
    public Task Completion => _server?.Completion ?? Task.CompletedTask;

    /// <summary>
    /// True if the server has made progress since this was last asked, or waits for its store or for work; false for
    /// long means that it hangs. For one caller.
    /// </summary>
    public bool HasProgressed() => _server?.HasProgressed() ?? true;

    /// <summary>How the server is now, in one sentence for people; never a secret.</summary>
    public string Describe()
    {
        if (_waitsFor is { } text) return $"Starts: waits for the store {_store.Description}: {text}";
        if (_server is not { } server) return "Starts.";
        return server.IsReady
            ? $"Works as server {server.Name} on {_store.Description}."
            : $"Waits for the store {_store.Description}, or joins its group.";
    }

    /// <summary>Joins the group and begins to work; waits as long as the store is not there.</summary>
    /// <returns>What the server says of itself, once it works.</returns>
    /// <exception cref="StoreRefusedException">The store or the group does not take this server; says why.</exception>
    /// <exception cref="OtherConfigurationException">The group runs another configuration.</exception>
    /// <exception cref="IOException">The admin API cannot listen at the address that was asked for.</exception>
    public async Task<ServerReady> StartAsync(CancellationToken cancellationToken)
    {
        long started = _time.GetTimestamp();
        // Beside the rest: the store is waited for anyway.
        var listening = _admin?.StartAsync(cancellationToken) ?? Task.CompletedTask;
        var (group, applied) = await WaitForStoreAsync(PrepareAsync, cancellationToken);
        var prepared = _time.GetElapsedTime(started);
        var options = new ServerOptions
        {
            Group = group, Server = _options.Server, Hosts = _options.Hosts, StopTimeout = _options.StopTimeout,
        };
        var loader = new ConfigurationLoader(ViaductCatalog.All);
        _server = new ViaductServer(_store, options, ViaductCatalog.All, loader, _time, _loggers);
        _admin?.Watch(_server);
        await WaitForStoreAsync(
            async token =>
            {
                await _server.StartAsync(token);
                return true;
            },
            cancellationToken);
        var active = await WaitForStoreAsync(_store.Configuration.GetActiveAsync, cancellationToken);
        await listening;
        var status = new StatusReader(_store, new ActiveModels(_store, loader));
        var figures = new GroupMeters(_server.Meter, _store, status, _time);
        _admin?.Serve(group, _server, figures);
        return new ServerReady(
            _options.Server, group, _store.Description, active!.Hash, applied, prepared,
            _time.GetElapsedTime(started) - prepared)
        {
            Admin = _admin?.Address,
        };
    }

    /// <summary>Takes nothing new, finishes what has begun within the time-out, and leaves the group.</summary>
    public async Task StopAsync()
    {
        if (_admin is not null) await _admin.DrainAsync();
        if (_server is not null) await _server.StopAsync();
    }

    /// <summary>Stops, if that has not been done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (_admin is not null) await _admin.DisposeAsync();
    }

    /// <summary>Makes sure that the group has a configuration, and that it is the one asked for.</summary>
    private async Task<(string Group, bool Applied)> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_options.Configuration is not { } wanted) return (await _store.OpenAsync(cancellationToken), false);
        await _store.PrepareAsync(wanted.Group.Name, cancellationToken);
        var active = await _store.Configuration.GetActiveAsync(cancellationToken);
        bool applied = false;
        if (active is null)
        {
            active = await _store.Configuration.ActivateAsync(
                ConfigurationApplier.Activation(wanted, expectedHash: null), cancellationToken);
            applied = active is not null;
            // Another server of the group was quicker.
            active ??= await _store.Configuration.GetActiveAsync(cancellationToken);
        }

        if (active!.Hash == wanted.Package.Hash) return (wanted.Group.Name, applied);
        throw new OtherConfigurationException(
            $"The group '{wanted.Group.Name}' runs configuration {active.Hash[..12]}, applied {active.AppliedAt:u}, "
            + $"and the folder holds {wanted.Package.Hash[..12]}. Apply the folder with 'viaduct apply DIR', which "
            + "changes all running servers, or start without --config to run what the group runs.");
    }

    private async Task<T> WaitForStoreAsync<T>(
        Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        bool told = false;
        while (true)
        {
            try
            {
                var result = await action(cancellationToken);
                _waitsFor = null;
                return result;
            }
            catch (StoreUnavailableException e)
            {
                if (!told) LogWaits(_logger, _store.Description, e.Message);
                told = true;
                _waitsFor = e.Message;
                await Task.Delay(RetryEvery, _time, cancellationToken);
            }
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Starting waits for the store {Store}: {Text}")]
    private static partial void LogWaits(ILogger logger, string store, string text);
}
