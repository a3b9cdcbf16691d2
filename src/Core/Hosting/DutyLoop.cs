using Microsoft.Extensions.Logging;
using Viaduct.Core.Store;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Hosting;

/// <summary>Runs one background duty again and again, through losses of the store, until it is stopped.</summary>
internal sealed partial class DutyLoop : IAsyncDisposable
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _name;
    private readonly Func<CancellationToken, Task> _runOnce;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CountTable _faults;
    private readonly Task _loop;
    private bool _faulted;

    /// <summary>Starts the loop.</summary>
    /// <param name="name">The duty's name, for the log.</param>
    /// <param name="runOnce">One round, including the wait for the next.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    /// <param name="faults">Where rounds that fail are counted.</param>
    public DutyLoop(
        string name, Func<CancellationToken, Task> runOnce, TimeProvider time, ILogger logger, CountTable faults)
    {
        (_name, _runOnce, _time, _logger, _faults) = (name, runOnce, time, logger, faults);
        faults.Begin(name);
        _loop = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Ends the loop; returns when no round runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _runOnce(_stop.Token);
                if (_faulted) LogWell(_logger, _name);
                _faulted = false;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The root of a duty: it must go on whatever happens in a round.
                _faults.Add(_name);
                if (!_faulted && e is StoreUnavailableException) LogWaits(_logger, _name, e.Message);
                else if (!_faulted) LogFault(_logger, _name, e);
                _faulted = true;
                await Task.Delay(AfterFault, _time, _stop.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1501, LogLevel.Warning, "{Duty} waits for the store: {Text}")]
    private static partial void LogWaits(ILogger logger, string duty, string text);

    [LoggerMessage(1502, LogLevel.Error, "{Duty} met a fault; it goes on.")]
    private static partial void LogFault(ILogger logger, string duty, Exception e);

    [LoggerMessage(1503, LogLevel.Information, "{Duty} is well again.")]
    private static partial void LogWell(ILogger logger, string duty);
}
