using System.Globalization;
using Microsoft.Extensions.Logging;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Service;

/// <summary>
/// Tells a service manager, systemd for one, when the server works, how it is, and when it stops, and shows its
/// watchdog that the server makes progress. A server whose loops hang sends no sign, and is restarted.
/// </summary>
internal sealed class ServiceReport : IAsyncDisposable
{
    private const string WatchdogVariable = "WATCHDOG_USEC";
    private const string WatchdogProcessVariable = "WATCHDOG_PID";

    // Four looks within the time that the watchdog allows: one that comes late does no harm.
    private const int LooksInTime = 4;

    private static readonly TimeSpan UsualLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WatchdogMin = TimeSpan.FromMilliseconds(100);

    private readonly ServiceSocket? _socket;
    private readonly ServerHost _host;
    private readonly TimeProvider _time;
    private readonly TimeSpan? _watchdog;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private string _status = "";

    /// <summary>Begins to tell, if there is somebody to be told.</summary>
    /// <param name="host">The server.</param>
    /// <param name="time">When to tell again.</param>
    /// <param name="logger">Where it is said that nobody can be told.</param>
    public ServiceReport(ServerHost host, TimeProvider time, ILogger logger)
    {
        (_host, _time) = (host, time);
        _socket = ServiceSocket.Open(ServiceEnvironment.Take(ServiceSocket.Variable), logger);
        _watchdog = Watchdog(
            ServiceEnvironment.Take(WatchdogVariable), ServiceEnvironment.Take(WatchdogProcessVariable));
        Look();
        // A loop on the pool of threads: where the pool is stuck, no sign is sent either.
        _loop = _socket is null ? Task.CompletedTask : Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>The server works.</summary>
    public void Ready()
    {
        _socket?.Send("READY=1");
        Look();
    }

    /// <summary>The server stops: nothing is told any more.</summary>
    public async Task StoppingAsync()
    {
        await EndAsync();
        _socket?.Send("STOPPING=1\nSTATUS=Stops: finishes what has begun.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _socket?.Dispose();
        _stop.Dispose();
    }

    /// <summary>The watchdog's time, 100 ms at least; null if there is none, or it is another process'.</summary>
    internal static TimeSpan? Watchdog(string? microseconds, string? process)
    {
        if (process is { Length: > 0 } && process != Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            return null;
        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            && time is > 0 and <= 86_400_000_000
            ? TimeSpan.FromTicks(Math.Max(WatchdogMin.Ticks, time * TimeSpan.TicksPerMicrosecond))
            : null;
    }

    private async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(_watchdog / LooksInTime ?? UsualLook, _time);
        while (await timer.WaitForNextTickAsync(_stop.Token))
        {
            Look();
            if (_watchdog is not null && _host.HasProgressed()) _socket!.Send("WATCHDOG=1");
        }
    }

    private void Look()
    {
        string status = _host.Describe();
        if (status == _status) return;
        _status = status;
        _socket?.Send($"STATUS={status.ReplaceLineEndings(" ")}");
    }
}
