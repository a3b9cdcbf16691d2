namespace Viaduct.Load.Limit;

/// <summary>Callers that wait for a commit, and the messages they bring: a writer takes what has gathered.</summary>
internal sealed class Gathering : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private Gathered _waiting = new();

    /// <summary>Adds a message; the task ends when the message is durable.</summary>
    public Task AddAsync(ReadOnlyMemory<byte> body)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _filled.Release();
            }
            return _waiting.Add(body);
        }
    }

    /// <summary>Waits until something has gathered, and takes it.</summary>
    public async Task<Gathered> TakeAsync(CancellationToken cancellationToken)
    {
        await _filled.WaitAsync(cancellationToken);
        return Swap();
    }

    /// <summary>Waits until something has gathered, or for a time, and takes what is there, if anything.</summary>
    public Gathered Take(TimeSpan timeout, CancellationToken cancellationToken) =>
        _filled.Wait(timeout, cancellationToken) ? Swap() : new();

    /// <inheritdoc/>
    public void Dispose() => _filled.Dispose();

    private Gathered Swap()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = new();
            return taken;
        }
    }
}
