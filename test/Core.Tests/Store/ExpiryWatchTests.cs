using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Core.Tests.Store;

public sealed class ExpiryWatchTests
{
    private static readonly SessionId s_session = new(7);
    private readonly ManualTimeProvider _time = new();
    private readonly ExpiryWatch _watch;

    public ExpiryWatchTests() => _watch = new ExpiryWatch(TimeSpan.FromSeconds(3), _time);

    [Fact]
    public void IsExpired_HeartbeatStandsStillForALease_True()
    {
        Assert.False(Look(1));
        for (var i = 0; i < 5; i++)
        {
            Assert.False(LookAfter(0.5, 1));
        }
        Assert.True(LookAfter(0.5, 1));
    }

    [Fact]
    public void IsExpired_HeartbeatRises_CountsAnew()
    {
        Look(1);
        for (var i = 0; i < 5; i++)
        {
            LookAfter(0.5, 1);
        }
        Assert.False(LookAfter(0.5, 2));
        Assert.False(LookAfter(1, 2));
    }

    [Fact]
    public void IsExpired_GapInSight_CountsAnew()
    {
        Look(1);
        Assert.False(LookAfter(3600, 1));
        Assert.False(LookAfter(1.5, 1));
        Assert.True(LookAfter(1.5, 1));
    }

    [Fact]
    public void IsExpired_Forgotten_CountsAnew()
    {
        Look(1);
        LookAfter(1.5, 1);
        _watch.Forget(s_session);
        Assert.False(LookAfter(1.5, 1));
    }

    [Fact]
    public void IsExpired_Reset_CountsAnew()
    {
        Look(1);
        LookAfter(1.5, 1);
        _watch.Reset();
        Assert.False(LookAfter(1.5, 1));
    }

    [Fact]
    public void IsExpired_StoreTakesNoCommits_NotUntilAnOwnOneHasSucceededSince()
    {
        Look(1);
        for (var i = 1; i <= 10; i++)
        {
            // The own heartbeat hangs as long.
            Assert.False(LookAfter(0.5, 1, ownAge: 0.5 * i));
        }
        Assert.True(LookAfter(0.5, 1, ownAge: 0.4));
    }

    private bool Look(long heartbeat) => _watch.IsExpired(s_session, heartbeat);

    private bool LookAfter(double seconds, long heartbeat, double ownAge = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return _watch.IsExpired(s_session, heartbeat, TimeSpan.FromSeconds(ownAge));
    }
}
