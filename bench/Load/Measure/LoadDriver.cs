using System.Diagnostics;

namespace Viaduct.Load.Measure;

/// <summary>Runs one contestant under one workload: warm-up, clock, drain, and a check that nothing was lost.</summary>
internal sealed class LoadDriver(Workload workload)
{
    private readonly byte[] _body = CreateBody(workload.BodyBytes);
    private long _published;

    /// <summary>Runs it once, from an empty store.</summary>
    /// <exception cref="InvalidOperationException">Messages were lost, or came more than once.</exception>
    public async Task<Measurement> RunAsync(IContestant contestant, CancellationToken cancellationToken)
    {
        var sink = new DeliverySink();
        _published = 0;
        await contestant.PrepareAsync(sink, cancellationToken);
        // What an earlier contestant has left behind is not this one's cost.
        GC.Collect();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var publishers = workload.PerSecond is { } perSecond
            ? [PublishAtRateAsync(contestant, perSecond, stop.Token)]
            : Enumerable.Range(0, workload.Publishers)
                .Select(number => PublishAsync(contestant, sink, number, stop.Token))
                .ToArray();
        var measurement = await MeasureAsync(contestant, sink, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(publishers);
        await DrainAsync(contestant, sink, cancellationToken);
        await contestant.ReleaseAsync();
        return measurement with { P50Ms = sink.LatencyMs(0.50), P99Ms = sink.LatencyMs(0.99) };
    }

    private static byte[] CreateBody(int bytes)
    {
        var body = new byte[Math.Max(bytes, DeliverySink.StampBytes)];
        new Random(42).NextBytes(body); // does not compress
        return body;
    }

    private async Task<Measurement> MeasureAsync(IContestant contestant, DeliverySink sink, CancellationToken token)
    {
        await Task.Delay(workload.WarmUp, token);
        if (workload.PerSecond is not null)
        {
            sink.StartRecording();
        }
        var before = await contestant.ReadCountersAsync(token);
        var cpuBefore = ProcessorTime.Of(contestant.ServerProcessId);
        var countBefore = sink.Count;
        var clock = Stopwatch.StartNew();
        await Task.Delay(workload.Duration, token);
        var count = sink.Count - countBefore;
        var seconds = clock.Elapsed.TotalSeconds;
        var cpu = ProcessorTime.Of(contestant.ServerProcessId) - cpuBefore;
        var after = await contestant.ReadCountersAsync(token);
        return new Measurement
        {
            Contestant = contestant.Name,
            MsgPerSecond = count / seconds,
            CpuMicrosPerMessage = count == 0 ? 0 : cpu.TotalMicroseconds / count,
            WalBytesPerMessage = count == 0 ? null : (double?)(after.WalBytes - before.WalBytes) / count,
            TrackerLagSeconds = after.TrackerLagSeconds,
        };
    }

    private async Task PublishAsync(IContestant contestant, DeliverySink sink, int number, CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            while (Interlocked.Read(ref _published) - sink.Count > contestant.InFlightMax)
            {
                await Task.Delay(1, CancellationToken.None);
            }
            Interlocked.Increment(ref _published);
            await contestant.PublishAsync(number, NewBody(), CancellationToken.None);
        }
    }

    private async Task PublishAtRateAsync(IContestant contestant, int perSecond, CancellationToken stop)
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
            pending.Add(contestant.PublishAsync(0, NewBody(), CancellationToken.None));
        }
        await Task.WhenAll(pending);
    }

    private byte[] NewBody()
    {
        var body = (byte[])_body.Clone();
        DeliverySink.Stamp(body);
        return body;
    }

    private async Task DrainAsync(IContestant contestant, DeliverySink sink, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        while (sink.Count < _published && clock.Elapsed < workload.DrainLimit)
        {
            await Task.Delay(2, cancellationToken);
        }
        if (sink.Count != _published)
        {
            throw new InvalidOperationException(
                $"{contestant.Name}: {_published} messages were published, {sink.Count} arrived.");
        }
    }
}
