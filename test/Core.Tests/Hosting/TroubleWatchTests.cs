using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>What keeps endpoints of a server from working.</summary>
public sealed class TroubleWatchTests : IAsyncDisposable
{
    private readonly RecordedLog _log = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<EndpointTrouble> _locations = [];
    private readonly LookedAt _first = new();
    private readonly LookedAt _second = new();

    public async ValueTask DisposeAsync()
    {
        _log.Dispose();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task RunOnce_TellsWhatIsWrong_AndForgetsWhatIsOver()
    {
        var watch = Watch();
        await watch.RunOnceAsync(default);
        Assert.Empty(watch.Now);

        _locations.Add(new EndpointTrouble("in", IsLocation: true, "taken"));
        _first.Says = "no folder";
        await watch.RunOnceAsync(default);
        await watch.RunOnceAsync(default);
        Assert.Equal([new EndpointTrouble("first", IsLocation: false, "no folder"), _locations[0]], watch.Now);

        _first.Says = null;
        _locations.Clear();
        await watch.RunOnceAsync(default);
        Assert.Empty(watch.Now);
        Assert.Single(_log.Of(1711));
        Assert.Single(_log.Of(1712));
    }

    [Fact]
    public async Task RunOnce_FarSideThatHangs_IsSaid_AndHidesNothingOfTheOthers()
    {
        var watch = Watch();
        _first.Says = "no folder";
        await watch.RunOnceAsync(default);
        using var gate = new SemaphoreSlim(0);
        _second.Gate = gate;
        var round = watch.RunOnceAsync(default);
        await _second.Asked.Task;
        while (!round.IsCompleted)
        {
            _time.Advance(TroubleWatch.LookMax);
            await Task.Yield();
        }

        await round;
        Assert.Equal(["first", "second"], watch.Now.Select(one => one.Endpoint));
        Assert.Contains("has not answered", watch.Now[1].Text, StringComparison.Ordinal);

        gate.Release();
        _second.Gate = null;
        await watch.RunOnceAsync(default);
        Assert.Equal("first", Assert.Single(watch.Now).Endpoint);
    }

    private TroubleWatch Watch() =>
        new(() => _locations, () => [("first", _first), ("second", _second)], _time, _log);

    private sealed class LookedAt : ISender
    {
        public string? Says { get; set; }

        public SemaphoreSlim? Gate { get; set; }

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SenderCapacity Capacity { get; } = new(1, 1);

        public string? Look()
        {
            if (Gate is null) return Says;
            Asked.TrySetResult();
            Gate.Wait();
            return Says;
        }

        public ValueTask TransmitAsync(IReadOnlyList<Transmission> batch, CancellationToken cancellationToken) =>
            ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
