using Viaduct.Client;

namespace Viaduct.Cli.Top;

/// <summary>
/// Keeps the newest of a group: figures as its server sends them, and the status every few seconds. A server that goes
/// away is said, and followed by the next, or by itself once it is there again.
/// </summary>
internal sealed class TopFeed : IAsyncDisposable
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterProblem = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);

    // A store in which counting takes long is asked less often.
    private const int RestFactor = 10;

    private readonly ViaductClient _client;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile LiveFigures? _figures;
    private volatile GroupStatus? _status;
    private volatile string? _noFigures;
    private volatile string? _noStatus;

    /// <summary>Begins to watch.</summary>
    /// <param name="client">The group; stays the caller's.</param>
    /// <param name="status">What is known of it already.</param>
    /// <param name="time">Tells when to ask again.</param>
    /// <param name="changed">Told when there is something new.</param>
    public TopFeed(ViaductClient client, GroupStatus? status, TimeProvider time, Action changed)
    {
        (_client, _status, _time, _changed) = (client, status, time, changed);
        _running = Task.WhenAll(
            Task.Run(() => RunAsync(FiguresAsync, problem => _noFigures = problem), CancellationToken.None),
            Task.Run(() => RunAsync(StatusAsync, problem => _noStatus = problem), CancellationToken.None));
    }

    /// <summary>The newest.</summary>
    public TopView View() => new()
    {
        // The status tells more than a stream that has ended: that the store is away, for example.
        Figures = _figures, Status = _status, Problem = _noStatus ?? _noFigures, At = _time.GetUtcNow(),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(Func<Task> watchAsync, Action<string?> say)
    {
        while (true)
        {
            try
            {
                await watchAsync();
                say("The server has ended its figures.");
            }
            catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
            {
                say($"No figures for {Silence.TotalSeconds:0} s.");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The root of the watch: whatever is wrong with a server is shown, and may pass.
                say($"{e.Message} Trying again.");
            }

            _changed();
            await Task.Delay(AfterProblem, _time, _stop.Token);
        }
    }

    private async Task FiguresAsync()
    {
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        silent.CancelAfter(Silence);
        await foreach (var figures in _client.WatchAsync(silent.Token))
        {
            silent.CancelAfter(Silence);
            _figures = figures;
            _noFigures = null;
            _changed();
        }
    }

    private async Task StatusAsync()
    {
        while (true)
        {
            long started = _time.GetTimestamp();
            _status = await _client.GetStatusAsync(_stop.Token);
            _noStatus = null;
            _changed();
            var rest = RestFactor * _time.GetElapsedTime(started);
            await Task.Delay(rest > StatusEvery ? rest : StatusEvery, _time, _stop.Token);
        }
    }
}
