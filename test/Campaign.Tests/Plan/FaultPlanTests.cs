using Viaduct.Campaign.Plan;

namespace Viaduct.Campaign.Tests.Plan;

public class FaultPlanTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Of_TheSameSeed_IsTheSamePlan(string store)
    {
        var kind = Enum.Parse<StoreKind>(store, ignoreCase: true);
        Assert.Equal(FaultPlan.Of(4711, kind, 4, 200), FaultPlan.Of(4711, kind, 4, 200));
        Assert.NotEqual(FaultPlan.Of(4711, kind, 4, 200), FaultPlan.Of(4712, kind, 4, 200));
        // A shorter plan is the beginning of a longer one: a failure late in 500 can be run up to there alone.
        Assert.Equal(FaultPlan.Of(4711, kind, 4, 20), FaultPlan.Of(4711, kind, 4, 200).Take(20));
    }

    [Fact]
    public void Of_FortyFaults_HasAllKindsOfTheStore()
    {
        var sqlite = FaultPlan.Of(1, StoreKind.Sqlite, 3, 40).Select(fault => fault.Kind).ToHashSet();
        var postgres = FaultPlan.Of(1, StoreKind.Postgres, 3, 42).Select(fault => fault.Kind).ToHashSet();
        Assert.Equal(15, sqlite.Count);
        Assert.Equal(19, postgres.Count);
        Assert.DoesNotContain(FaultKind.StoreFailover, sqlite);
        Assert.DoesNotContain(FaultKind.DiskFull, postgres);
        Assert.DoesNotContain(FaultKind.StoreClockStep, sqlite.Concat(postgres));
    }

    [Fact]
    public void Calm_AnySeed_HasOnlyWhatNobodyMayBeTakenOverFor()
    {
        var faults = FaultPlan.Calm(1, StoreKind.Postgres, 3, stepsClock: true).Take(100).ToList();
        Assert.All(faults, fault => Assert.Contains(
            fault.Kind, new[] { FaultKind.PauseShort, FaultKind.StandbyStall, FaultKind.StoreClockStep }));
        Assert.All(
            faults.Where(fault => fault.Kind == FaultKind.PauseShort),
            fault => Assert.Equal(1_000, fault.Milliseconds));
    }
}
