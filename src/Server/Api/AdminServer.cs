using Microsoft.Extensions.Logging;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Drills;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;
using Viaduct.Server.Telemetry;

namespace Viaduct.Server.Api;

/// <summary>
/// The admin API of a server process: listens early, answers once the server works, and never keeps it from working.
/// </summary>
internal sealed partial class AdminServer(
    IStore store, AdminOptions options, TimeProvider time, ILoggerFactory loggers) : IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("Viaduct.Admin");
    private volatile ApiServices? _services;
    private GroupOperations? _operations;
    private ApiHost? _host;
    private Task _starting = Task.CompletedTask;
    private readonly ServerProbes _probes = new(store);

    /// <summary>The address that it listens at; null if it does not.</summary>
    public Uri? Address => _host?.Address;

    /// <summary>Begins to listen. Until <see cref="Serve"/> calls are told to come later.</summary>
    /// <exception cref="IOException">The address is taken or not this machine's, and was asked for.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _starting = Task.Run(
        async () =>
        {
            try
            {
                _host = await ApiHost.StartAsync(options, () => _services, _probes, loggers, cancellationToken);
            }
            catch (IOException e) when (!options.IsRequired)
            {
                LogTaken(_logger, options.Address.ToString(), e.Message);
            }
            catch (IOException e)
            {
                throw new IOException(
                    $"The admin API cannot listen at {options.Address}: {e.Message} Give another address with "
                    + "--admin, or --admin off.", e);
            }
        },
        cancellationToken);

    /// <summary>Tells how a server is from now on, before it works and while it stops.</summary>
    public void Watch(ViaductServer server) => _probes.Watch(server);

    /// <summary>Answers from now on.</summary>
    /// <param name="group">The group that the server has joined.</param>
    /// <param name="server">The server.</param>
    /// <param name="figures">The metrics of the group.</param>
    public void Serve(string group, ViaductServer server, GroupMeters figures)
    {
        _operations = new GroupOperations(store, group, ViaductCatalog.All, time, server.Operated);
        _probes.Group = figures;
        var faults = new ServerFaults(server, store, options.AllowDrills, OwnProcess.Instance, time, _logger);
        _services = new ApiServices(_operations, new LiveFeed(store, _operations.Status, server, time), faults);
    }

    /// <summary>Answers no more: calls are told to try another server. Jobs are broken off.</summary>
    public async Task DrainAsync()
    {
        _services = null;
        _probes.IsDraining = true;
        if (_operations is not null) await _operations.DisposeAsync();
        _operations = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _starting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DrainAsync();
        if (_host is not null) await _host.DisposeAsync();
        _host = null;
        _probes.Dispose();
    }

    [LoggerMessage(
        3102, LogLevel.Warning,
        "The admin API cannot listen at {Address}, and the server works without: {Text} Another server of the group "
        + "answers for all; or give this one an address of its own with --admin.")]
    private static partial void LogTaken(ILogger logger, string address, string text);
}
