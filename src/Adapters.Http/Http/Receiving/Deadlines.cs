using System.Collections.Concurrent;

namespace Viaduct.Adapters.Http.Receiving;

/// <summary>Tokens that are cancelled after a time, used again: a timer for each request costs.</summary>
internal sealed class Deadlines(TimeProvider time, int keptMax) : IDisposable
{
    private readonly ConcurrentBag<CancellationTokenSource> _free = [];

    /// <summary>One that is cancelled after this time.</summary>
    public CancellationTokenSource Rent(TimeSpan after)
    {
        if (!_free.TryTake(out var deadline)) deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        deadline.CancelAfter(after);
        return deadline;
    }

    /// <summary>Gives one back; nobody may hold its token any more.</summary>
    public void Return(CancellationTokenSource deadline)
    {
        deadline.CancelAfter(Timeout.InfiniteTimeSpan);
        if (deadline.TryReset() && _free.Count < keptMax) _free.Add(deadline);
        else deadline.Dispose();
    }

    public void Dispose()
    {
        while (_free.TryTake(out var deadline)) deadline.Dispose();
    }
}
