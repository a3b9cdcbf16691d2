using Viaduct.Load.Report;

namespace Viaduct.Load.Tests.Report;

public class VoidRulesTests
{
    private static readonly StoreReport Good = new()
    {
        LimitMsgPerSecond = 45_000, RabbitMqMsgPerSecond = 10_000, TrackerLagSeconds = 0.3,
    };

    [Theory]
    [InlineData("postgres")]
    [InlineData("sqlite")]
    public void Apply_GoodMachine_FindsNothing(string store) => Assert.Empty(Apply(store, Good));

    [Fact]
    public void Apply_SlowRabbitMq_IsVoid() =>
        Assert.Contains("5999/s", Reason("postgres", Good with { RabbitMqMsgPerSecond = 5_999 }));

    [Fact]
    public void Apply_LimitUnderThreeTimesRabbitMq_IsVoidOnPostgresOnly()
    {
        var report = Good with { LimitMsgPerSecond = 30_000, RabbitMqMsgPerSecond = 10_100 };

        Assert.Contains("3 times", Reason("postgres", report));
        Assert.Empty(Apply("sqlite", report));
    }

    [Fact]
    public void Apply_SlowSqliteLimit_IsVoidOnSqliteOnly()
    {
        var report = Good with { LimitMsgPerSecond = 29_999, RabbitMqMsgPerSecond = 9_000 };

        Assert.Contains("29999/s", Reason("sqlite", report));
        Assert.Empty(Apply("postgres", report));
    }

    [Fact]
    public void Apply_TrackerBehind_IsVoid() =>
        Assert.Contains("1.5 s behind", Reason("sqlite", Good with { TrackerLagSeconds = 1.5 }));

    [Fact]
    public void Apply_ALook_IsVoid() =>
        Assert.Contains("a look", Assert.Single(VoidRules.Apply("sqlite", Good, new LoadOptions { Pairs = 1 })));

    [Fact]
    public void Apply_LinesWithoutContestants_AreNotVoid() => Assert.Empty(Apply("postgres", new StoreReport()));

    private static IReadOnlyList<string> Apply(string store, StoreReport report) =>
        VoidRules.Apply(store, report, new LoadOptions());

    private static string Reason(string store, StoreReport report) => Assert.Single(Apply(store, report));
}
