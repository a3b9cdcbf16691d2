using Viaduct.Store.Postgres.Connecting;
using Viaduct.Store.Postgres.Sessions;

namespace Viaduct.Store.Postgres.Hints;

/// <summary>Listens for hints, on a connection of its own, from the first wait on. Losing one does no harm.</summary>
internal sealed class HintListener(SessionLinks links) : IAsyncDisposable
{
    private static readonly string s_listen = Sql.Read("Listen");
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource _next = NewHint();
    private Task? _listening;
    private bool _disposed;

    /// <summary>
    /// Ends with the next hint, or at once if one has come since the last wait ended; or after the time.
    /// </summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        TaskCompletionSource hint;
        lock (_lock)
        {
            _listening ??= Task.Run(() => ListenAsync(_stop.Token), _stop.Token);
            hint = _next;
        }
        try
        {
            await hint.Task.WaitAsync(longest, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time is over: as good as a hint.
            return;
        }
        lock (_lock)
        {
            if (_next == hint) _next = NewHint();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _stop.CancelAsync();
        if (_listening is not null) await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static TaskCompletionSource NewHint() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        lock (_lock) _next.TrySetResult();
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        while (true)
        {
            var gateway = links.General;
            try
            {
                await using var dedicated = await gateway.OpenDedicatedAsync(stop);
                dedicated.Connection.Notification += (_, _) => Wake();
                await using (var batch = Parameters.Batch(dedicated.Connection, Parameters.Command(s_listen)))
                {
                    await batch.ExecuteNonQueryAsync(stop);
                }
                gateway.Health.Answered();
                // What happened while nobody listened is unknown.
                Wake();
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop, gateway.UntilSuperseded());
                while (!gateway.HasReplaced(dedicated.Backend)) await dedicated.Connection.WaitAsync(wait.Token);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // The database has failed over: listen there.
            }
            catch (Exception error) when (StoreErrors.IsUnavailable(error))
            {
                stop.ThrowIfCancellationRequested();
                if (gateway == links.General) gateway.Health.Failed(error);
                await gateway.PauseAsync(stop);
            }
        }
    }
}
