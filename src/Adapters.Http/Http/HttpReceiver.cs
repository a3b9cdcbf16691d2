using Viaduct.Adapters.Http.Listening;
using Viaduct.Adapters.Http.Receiving;
using Viaduct.Core.Adapters;

namespace Viaduct.Adapters.Http;

/// <summary>
/// Lets one location take requests at a listener that it shares with others. A point that cannot be had is tried again.
/// </summary>
internal sealed class HttpReceiver(HttpReceiveOptions options, ReceiverContext context, Listeners listeners) : IReceiver
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(5);

    private readonly long _number = listeners.NextNumber();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private Task? _joining;
    private HttpLocation? _location;
    private bool _isDisposed;
    private volatile string? _trouble;

    /// <inheritdoc/>
    public string? Trouble => _stopping.IsCancellationRequested ? null : _trouble;

    /// <inheritdoc/>
    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_joining is not null) return;
            _joining = JoinAsync(first);
        }

        await first.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        if (_isDisposed) return;
        await _stopping.CancelAsync();
        if (_joining is not null) await _joining;
        if (_location is null) return;
        listeners.Leave(_location, context.Time);
        await _location.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        if (_isDisposed) return;
        _isDisposed = true;
        _location?.Dispose();
        _stopping.Dispose();
    }

    private async Task JoinAsync(TaskCompletionSource firstTry)
    {
        string? said = null;
        for (var wait = FirstRetry; !_stopping.IsCancellationRequested; wait = Longer(wait))
        {
            try
            {
                _location ??= new HttpLocation(options, context) { Number = _number };
                await listeners.JoinAsync(_location, context, _stopping.Token);
                _trouble = null;
                context.Logger.Takes(context.LocationName, context.Address);
                break;
            }
            catch (IOException e)
            {
                if (said != e.Message) context.Logger.CannotListen(context.LocationName, context.Address, e.Message);
                said = e.Message;
                _trouble = TroubleOf(e.Message);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // The root of a loop: whatever happens is logged, and the location is never given up.
            catch (Exception e)
#pragma warning restore CA1031
            {
                context.Logger.JoinFailed(e, context.LocationName);
                _trouble = TroubleOf(e.Message);
            }

            firstTry.TrySetResult();
            await Task.Delay(wait, context.Time, _stopping.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        firstTry.TrySetResult();
    }

    private string TroubleOf(string reason) =>
        $"It cannot listen at {context.Address} ({reason.TrimEnd('.')}). End what has the address ('ss -ltnp' names "
        + $"it), or give the location another one; it is tried again every {LastRetry.TotalSeconds:0} s.";

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LastRetry ? wait * 2 : LastRetry;
}
