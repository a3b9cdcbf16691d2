using System.Collections.Concurrent;
using System.Diagnostics;
using Viaduct.Core.Adapters;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Messages that are submitted one after the other at a location, with their times.</summary>
internal sealed class FlowingLoad : IDisposable
{
    private const int Publishers = 4;

    private readonly MemoryRuntime _runtime;
    private readonly string _location;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<int, long> _submitted = [];
    private readonly Task[] _publishing;
    private int _next;

    public FlowingLoad(MemoryRuntime runtime, string location)
    {
        (_runtime, _location) = (runtime, location);
        _publishing = [.. Enumerable.Range(0, Publishers).Select(_ => Task.Run(PublishAsync))];
    }

    /// <summary>The numbers of what was taken in, with the time at which it was submitted.</summary>
    public IReadOnlyDictionary<int, long> Submitted => _submitted;

    /// <summary>Submits nothing more, and waits for what has begun.</summary>
    public async Task EndAsync()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_publishing);
    }

    public void Dispose() => _end.Dispose();

    private async Task PublishAsync()
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!_end.IsCancellationRequested)
        {
            int number = Interlocked.Increment(ref _next);
            long now = Stopwatch.GetTimestamp();
            var result = (await _runtime.SubmitAsync(_location, [$"{number}"]))[0];
            Assert.Equal(IntakeOutcome.Published, result.Outcome);
            _submitted[number] = now;
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
