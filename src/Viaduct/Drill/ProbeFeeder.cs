namespace Viaduct.Cli.Drill;

/// <summary>Puts messages in at a steady rate, and notes when they have been taken in.</summary>
/// <param name="folder">Where they are put.</param>
/// <param name="log">Where that is noted.</param>
/// <param name="rate">How many a second.</param>
/// <param name="keys">How many keys.</param>
/// <param name="time">The clock.</param>
internal sealed class ProbeFeeder(ProbeFolder folder, ProbeLog log, int rate, int keys, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan TickMin = TimeSpan.FromMilliseconds(2);

    private HashSet<int> _absent = [];
    private int _next;

    /// <summary>Puts one message in.</summary>
    public void PutOne()
    {
        int number = _next++;
        log.Begin(number, number % keys);
        folder.Put(number, number % keys);
        log.Put(number);
    }

    /// <summary>Puts messages in until the token is cancelled.</summary>
    public async Task FeedAsync(CancellationToken stop)
    {
        var period = TimeSpan.FromSeconds(1d / rate);
        using var timer = new PeriodicTimer(period > TickMin ? period : TickMin, time);
        long started = time.GetTimestamp();
        long fed = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                long due = (long)(time.GetElapsedTime(started).TotalSeconds * rate);
                // After a pause of this process it goes on, at most with what a second brings.
                fed = Math.Max(fed, due - rate);
                for (; fed < due; fed++) PutOne();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Enough.
        }
    }

    /// <summary>Notes what has been taken in until the token is cancelled.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do Look();
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Enough.
        }
    }

    // A file that is renamed while the folder is listed may be seen under neither name: it must be absent twice.
    private void Look()
    {
        var open = log.Open;
        if (open.Count == 0) return;
        var there = folder.List();
        var now = log.Now;
        var absent = new HashSet<int>();
        foreach (var message in open.Where(message => !there.Contains(message.Number)))
        {
            absent.Add(message.Number);
            if (_absent.Contains(message.Number)) log.Accept(message, now);
        }

        _absent = absent;
    }
}
