namespace Viaduct.Core.Hosting.TwoWay;

/// <summary>Those in this process who wait for responses, by request.</summary>
internal sealed class WaitingRequests
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, TaskCompletionSource<Reply>> _waiting = [];

    /// <summary>The reply reader of this process; null until there is one.</summary>
    public int? Reader { get; set; }

    /// <summary>How many requests are waited for.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>Begins to wait; every begin has an end, <see cref="Leave"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reply">The reply, when it comes.</param>
    /// <returns>False if somebody waits for the same request already.</returns>
    public bool TryEnter(Guid request, out Task<Reply> reply)
    {
        var waiting = new TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously);
        reply = waiting.Task;
        lock (_lock) return _waiting.TryAdd(request, waiting);
    }

    /// <summary>Waits no more.</summary>
    /// <returns>A reply that came at the last moment: it is the caller's; else null.</returns>
    public Reply? Leave(Guid request)
    {
        lock (_lock)
        {
            if (!_waiting.Remove(request, out var waiting)) return null;
            return waiting.Task.IsCompletedSuccessfully ? waiting.Task.Result : null;
        }
    }

    /// <summary>Hands a reply to whoever waits for it.</summary>
    /// <returns>False if nobody does (any more).</returns>
    public bool TryAnswer(Guid request, Reply reply)
    {
        lock (_lock) return _waiting.TryGetValue(request, out var waiting) && waiting.TrySetResult(reply);
    }
}
