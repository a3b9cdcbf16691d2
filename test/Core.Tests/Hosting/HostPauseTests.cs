using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Core.Tests.Hosting;

public sealed class HostPauseTests : IDisposable
{
    private const int Pauses = 2011;
    private const int GoesOn = 2012;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private readonly ManualTimeProvider _time = new();
    private readonly RecordedLog _log = new();
    private readonly HostPause _pause;

    public HostPauseTests() => _pause = new HostPause("a", Patience, _time, _log);

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task WatchAsync_HeartbeatsSucceed_NothingIsSaid()
    {
        Assert.True(await _pause.WatchAsync(Task.FromResult(true)));
        Assert.False(await _pause.WatchAsync(Task.FromResult(false)));

        Assert.False(_pause.IsOn);
        Assert.Empty(_log.Of(Pauses));
        Assert.Empty(_log.Of(GoesOn));
    }

    [Fact]
    public async Task WatchAsync_StoreAwayAndBack_IsSaidOnceEach()
    {
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => _pause.WatchAsync(Task.FromException<bool>(new StoreUnavailableException("It is gone."))));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.True(_pause.IsOn);
        Assert.Contains("It is gone.", Assert.Single(_log.Of(Pauses)), StringComparison.Ordinal);
        await _pause.WatchAsync(Task.FromResult(true));
        await _pause.WatchAsync(Task.FromResult(true));

        Assert.False(_pause.IsOn);
        Assert.Contains("00:00:03", Assert.Single(_log.Of(GoesOn)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WatchAsync_NoAnswerForTheLease_IsAPauseToo()
    {
        var heartbeat = new TaskCompletionSource<bool>();
        var watching = _pause.WatchAsync(heartbeat.Task);
        Assert.False(_pause.IsOn);
        _time.Advance(Patience);
        while (!_pause.IsOn) await Task.Yield();
        Assert.Single(_log.Of(Pauses));
        heartbeat.SetResult(true);

        Assert.True(await watching);
        Assert.Single(_log.Of(GoesOn));
    }
}
