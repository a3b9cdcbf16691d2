using System.Diagnostics;

namespace Viaduct.Load.Measure;

/// <summary>Runs one contestant under one workload: warm-up, clock, drain, and a check that nothing was lost.</summary>
internal sealed class LoadDriver(Workload workload)
{
    /// <summary>Runs it once, from an empty store.</summary>
    /// <exception cref="InvalidOperationException">Messages were lost, or came more than once.</exception>
    public async Task<Measurement> RunAsync(IContestant contestant, CancellationToken cancellationToken)
    {
        await using var load = await RunningLoad.StartAsync(contestant, workload, cancellationToken);
        var measurement = await MeasureAsync(contestant, load, cancellationToken);
        await load.StopAsync(cancellationToken);
        return measurement with { P50Ms = load.Sink.LatencyMs(0.50), P99Ms = load.Sink.LatencyMs(0.99) };
    }

    private async Task<Measurement> MeasureAsync(IContestant contestant, RunningLoad load, CancellationToken token)
    {
        await Task.Delay(workload.WarmUp, token);
        if (workload.PerSecond is not null)
        {
            load.Sink.StartRecording();
        }
        var before = await contestant.ReadCountersAsync(token);
        var cpuBefore = ProcessorTime.Of(contestant.ServerProcessId);
        var countBefore = load.Delivered;
        var (allocatedBefore, pausedBefore) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var clock = Stopwatch.StartNew();
        await Task.Delay(workload.Duration, token);
        var count = load.Delivered - countBefore;
        var seconds = clock.Elapsed.TotalSeconds;
        var (allocated, paused) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var cpu = ProcessorTime.Of(contestant.ServerProcessId) - cpuBefore;
        var after = await contestant.ReadCountersAsync(token);
        return new Measurement
        {
            Contestant = contestant.Name,
            MsgPerSecond = count / seconds,
            CpuMicrosPerMessage = count == 0 ? 0 : cpu.TotalMicroseconds / count,
            AllocatedBytesPerMessage = count == 0 ? 0 : (double)(allocated - allocatedBefore) / count,
            CollectionShare = (paused - pausedBefore).TotalSeconds / seconds,
            WalBytesPerMessage = count == 0 ? null : (double?)(after.WalBytes - before.WalBytes) / count,
            TrackerLagSeconds = after.TrackerLagSeconds,
        };
    }
}
