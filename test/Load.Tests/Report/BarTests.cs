using Viaduct.Load.Report;

namespace Viaduct.Load.Tests.Report;

public class BarTests
{
    [Theory]
    [InlineData(0.3, 0.49, true)]
    [InlineData(0.3, 0.51, false)]
    [InlineData(0.6, 0.7, false)]
    public void IsMissed_OnlyWhenTheWholeIntervalIsBelow(double low, double high, bool missed) =>
        Assert.Equal(missed, Find("postgres", With(new Ratio(0.4, low, high)), "ratioToLimit").IsMissed);

    [Theory]
    [InlineData(2.9, false)]
    [InlineData(3.1, true)]
    public void IsMissed_WhereLessIsBetter_WhenItIsAbove(double milliseconds, bool missed) =>
        Assert.Equal(missed, Find("sqlite", new StoreReport { P50Ms = milliseconds }, "p50Ms").IsMissed);

    [Fact]
    public void IsMissed_NotMeasured_IsNot() => Assert.DoesNotContain(Bar.Of("sqlite", new()), bar => bar.IsMissed);

    [Fact]
    public void IsMissed_AnythingHasGrown_Is() =>
        Assert.True(Find("sqlite", new StoreReport { Grown = ["segment"] }, "grown").IsMissed);

    [Fact]
    public void Of_RabbitMq_BindsPostgresOnly()
    {
        var report = new StoreReport { RatioToRabbitMq = new Ratio(1, 1, 1) };

        Assert.True(Find("postgres", report, "ratioToRabbitMq").IsMissed);
        Assert.False(Find("sqlite", report, "ratioToRabbitMq").IsMissed);
    }

    private static StoreReport With(Ratio toLimit) => new() { RatioToLimit = toLimit };

    private static Bar Find(string store, StoreReport report, string name) =>
        Assert.Single(Bar.Of(store, report), bar => bar.Name == name);
}
