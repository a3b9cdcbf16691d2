namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Counts the requests of a location that are being worked: at most so many, and none once it stops.</summary>
internal sealed class Admission(int requestsMax)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inside;
    private bool _isClosed;

    /// <summary>How many requests are being worked.</summary>
    public int Inside
    {
        get
        {
            lock (_gate) return _inside;
        }
    }

    /// <summary>True once the location stops.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_gate) return _isClosed;
        }
    }

    /// <summary>Lets a request in; <see cref="Leave"/> is called when it is worked.</summary>
    public bool TryEnter()
    {
        lock (_gate)
        {
            if (_isClosed || _inside >= requestsMax) return false;
            _inside++;
            return true;
        }
    }

    /// <summary>A request is worked.</summary>
    public void Leave()
    {
        lock (_gate)
            if (--_inside > 0 || !_isClosed) return;
        _empty.TrySetResult();
    }

    /// <summary>Lets nothing in any more.</summary>
    /// <returns>Completes when nothing is inside.</returns>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_inside == 0) _empty.TrySetResult();
        }

        return _empty.Task;
    }
}
