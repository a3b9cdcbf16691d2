using System.Diagnostics;

namespace Viaduct.Load.Measure;

/// <summary>Publishers that send to a contestant as fast as they can, until they are stopped.</summary>
internal sealed class RunningLoad : IAsyncDisposable
{
    private readonly IContestant _contestant;
    private readonly Workload _workload;
    private readonly byte[] _body;
    private CancellationTokenSource _stop = new();
    private Task _publishers = Task.CompletedTask;
    private long _published;

    private RunningLoad(IContestant contestant, Workload workload)
    {
        (_contestant, _workload) = (contestant, workload);
        _body = new byte[Math.Max(workload.BodyBytes, DeliverySink.StampBytes)];
        new Random(42).NextBytes(_body); // does not compress
    }

    /// <summary>Where the messages arrive.</summary>
    public DeliverySink Sink { get; } = new();

    /// <summary>How many messages have arrived.</summary>
    public long Delivered => Sink.Count;

    /// <summary>Brings a contestant to the start, on an empty store, and starts the publishers.</summary>
    public static async Task<RunningLoad> StartAsync(
        IContestant contestant, Workload workload, CancellationToken cancellationToken)
    {
        var load = new RunningLoad(contestant, workload);
        await contestant.PrepareAsync(load.Sink, cancellationToken);
        // What an earlier contestant has left behind is not this one's cost.
        GC.Collect();
        load.Start();
        return load;
    }

    /// <summary>Starts the publishers again, after <see cref="StopAsync"/>.</summary>
    public void Start()
    {
        _stop.Dispose();
        _stop = new CancellationTokenSource();
        _publishers = _workload.PerSecond is { } perSecond
            ? PublishAtRateAsync(perSecond, _stop.Token)
            : Task.WhenAll(Enumerable.Range(0, _workload.Publishers).Select(n => PublishAsync(n, _stop.Token)));
    }

    /// <summary>Stops the publishers, and waits until all that they have sent has arrived.</summary>
    /// <exception cref="InvalidOperationException">Messages were lost, or came more than once.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _publishers;
        var clock = Stopwatch.StartNew();
        while (Delivered < _published && clock.Elapsed < _workload.DrainLimit)
        {
            await Task.Delay(2, cancellationToken);
        }
        if (Delivered != _published)
        {
            throw new InvalidOperationException(
                $"{_contestant.Name}: {_published} messages were published, {Delivered} arrived.");
        }
    }

    /// <summary>A moment and how many messages had arrived by then.</summary>
    public (long Moment, long Delivered) Mark() => (Stopwatch.GetTimestamp(), Delivered);

    /// <summary>Messages per second since a moment.</summary>
    public double RateSince((long Moment, long Delivered) mark) =>
        (Delivered - mark.Delivered) / Stopwatch.GetElapsedTime(mark.Moment).TotalSeconds;

    /// <summary>Messages per second in a stretch of time from now.</summary>
    public async Task<double> RateAsync(TimeSpan stretch, CancellationToken cancellationToken)
    {
        var mark = Mark();
        await Task.WhenAny(Task.Delay(stretch, cancellationToken), FailureAsync());
        cancellationToken.ThrowIfCancellationRequested();
        if (_publishers.IsFaulted)
        {
            await _publishers;
        }
        return RateSince(mark);
    }

    /// <summary>The same, told now and then on the way.</summary>
    public async Task<double> RateAsync(
        TimeSpan stretch, TimeSpan sayEvery, Action<double> say, CancellationToken cancellationToken)
    {
        var mark = Mark();
        for (var left = stretch; left > TimeSpan.Zero; left -= sayEvery)
        {
            var part = await RateAsync(left < sayEvery ? left : sayEvery, cancellationToken);
            say(part);
        }
        return RateSince(mark);
    }

    /// <summary>Ends the publishers, whatever is on its way, and brings the contestant to rest.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _publishers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        await _contestant.ReleaseAsync();
    }

    private async Task FailureAsync()
    {
        await _publishers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_publishers.IsFaulted)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PublishAsync(int number, CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            while (Interlocked.Read(ref _published) - Delivered > _contestant.InFlightMax)
            {
                await Task.Delay(1, CancellationToken.None);
            }
            Interlocked.Increment(ref _published);
            await _contestant.PublishAsync(number, NewBody(), CancellationToken.None);
        }
    }

    private async Task PublishAtRateAsync(int perSecond, CancellationToken stop)
    {
        var clock = Stopwatch.StartNew();
        var pending = new List<Task>();
        for (long number = 0; !stop.IsCancellationRequested; number++)
        {
            var due = number * 1000.0 / perSecond;
            while (clock.Elapsed.TotalMilliseconds < due)
            {
                await Task.Delay(1, CancellationToken.None);
            }
            Interlocked.Increment(ref _published);
            pending.Add(_contestant.PublishAsync(0, NewBody(), CancellationToken.None));
        }
        await Task.WhenAll(pending);
    }

    private byte[] NewBody()
    {
        var body = (byte[])_body.Clone();
        DeliverySink.Stamp(body);
        return body;
    }
}
