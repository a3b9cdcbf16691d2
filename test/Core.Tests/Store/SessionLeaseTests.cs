using Viaduct.Core.Store;
using Viaduct.Support;

namespace Viaduct.Core.Tests.Store;

public class SessionLeaseTests
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly SessionLease _lease;

    public SessionLeaseTests() => _lease = new SessionLease(_time, Length, Margin);

    [Fact]
    public void MayAct_New_UntilTheMarginBeforeTheEnd()
    {
        Assert.True(_lease.MayAct);
        _time.Advance(Length - Margin - Moment);
        Assert.True(_lease.MayAct);
        _time.Advance(Moment);
        Assert.False(_lease.MayAct);
        Assert.False(_lease.IsLost);
    }

    [Fact]
    public void MayAct_Renewed_CountsFromTheStartOfTheAttemptAndNotFromItsAnswer()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        long started = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        _lease.Renewed(started);

        _time.Advance(Length - Margin - TimeSpan.FromSeconds(1) - Moment);
        Assert.True(_lease.MayAct);
        _time.Advance(Moment);
        Assert.False(_lease.MayAct);
    }

    [Fact]
    public void MayAct_RenewedAfterItHadEnded_MayActAgainBecauseNobodyTookOver()
    {
        _time.Advance(Length);
        long started = _time.GetTimestamp();
        Assert.False(_lease.MayAct);
        _lease.Renewed(started);
        Assert.True(_lease.MayAct);
    }

    [Fact]
    public void MayAct_AnswerLaterThanTheWholeLease_MayNot()
    {
        long started = _time.GetTimestamp();
        _time.Advance(Length);
        _lease.Renewed(started);
        Assert.False(_lease.MayAct);
    }

    [Fact]
    public void MayAct_AfterAPauseOfAMinute_MayNotUntilTheNextHeartbeatSucceeds()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_lease.MayAct);
        Assert.False(_lease.IsLost);
        _lease.Renewed(_time.GetTimestamp());
        Assert.True(_lease.MayAct);
    }

    [Fact]
    public void MayAct_Lost_NeverAgain()
    {
        _lease.Lost();
        Assert.False(_lease.MayAct);
        Assert.True(_lease.IsLost);
        _lease.Renewed(_time.GetTimestamp());
        Assert.False(_lease.MayAct);
        Assert.True(_lease.IsLost);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public void MayAct_TheDateIsSet_ChangesNothing(int days)
    {
        var time = new SetDate(_time);
        var lease = new SessionLease(time, Length, Margin);
        time.Offset = TimeSpan.FromDays(days);
        Assert.True(lease.MayAct);
        _time.Advance(Length - Margin);
        Assert.False(lease.MayAct);
        time.Offset = -time.Offset;
        Assert.False(lease.MayAct);
    }

    /// <summary>A machine whose date is set by hand, while its monotonic clock goes on.</summary>
    private sealed class SetDate(TimeProvider time) : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Offset;

        public override long GetTimestamp() => time.GetTimestamp();
    }
}
