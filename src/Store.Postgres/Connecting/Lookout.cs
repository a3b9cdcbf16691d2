namespace Viaduct.Store.Postgres.Connecting;

/// <summary>
/// Looks at all nodes of a database now and then, so that a second primary is found and named, and a process that can
/// reach both leaves the one that was replaced.
/// </summary>
internal sealed class Lookout(TimeSpan every) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private Task? _loop;
    private bool _disposed;

    /// <summary>Begins, if it has not yet.</summary>
    public void Start(Gateway gateway)
    {
        lock (_lock)
        {
            if (!_disposed) _loop ??= Task.Run(() => LookAsync(gateway), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? loop;
        lock (_lock)
        {
            if (_disposed) return;
            _disposed = true;
            loop = _loop;
        }
        await _stop.CancelAsync();
        if (loop is not null) await loop;
        _stop.Dispose();
    }

    private async Task LookAsync(Gateway gateway)
    {
        using var timer = new PeriodicTimer(every, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token)) gateway.LookAround();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
