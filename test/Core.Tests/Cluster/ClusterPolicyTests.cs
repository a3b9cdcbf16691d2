using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Core.Tests.Cluster;

/// <summary>Who is active in a cluster group.</summary>
public class ClusterPolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ClusterModel Cluster = new("partner") { Preferred = ["a", "b"] };
    private static readonly ClusterModel GoesBack = Cluster with { Failback = FailbackModel.Immediate };

    [Theory]
    [InlineData(null, "a,b,c,d")]
    [InlineData("c", "c,a,b,d")]
    [InlineData("gone", "a,b,c,d")]
    public void HeirsOf_WantedGoesBeforePreferredAndThatBeforeTheOthers(string? wanted, string expected) =>
        Assert.Equal(expected, string.Join(',', ClusterPolicy.HeirsOf(Cluster, wanted, ["c", "b", "d", "a"])));

    [Fact]
    public void HeirsOf_NoOwner_IsLeftOut() => Assert.Equal(
        ["b", "c"],
        ClusterPolicy.HeirsOf(Cluster with { Owners = ["b", "c"] }, "a", ["a", "b", "c"]));

    [Theory]
    [InlineData("a", 0)]
    [InlineData("b", 1)]
    public void Decide_Free_IsTakenByTheFirstAtOnceAndByOthersLater(string own, int place)
    {
        var free = Row("") with { Owner = SessionId.None };

        Assert.Equal(new ClusterStep.Take(place), Decide(Cluster, free, own, "a,b"));
        Assert.Equal(new ClusterStep.Take(place), Decide(Cluster, null, own, "a,b"));
        Assert.Equal(ClusterStep.Stay.Instance, Decide(Cluster, free, own, "c"));
        Assert.Equal(ClusterStep.Stay.Instance, Decide(null, free, own, "a,b"));
    }

    [Fact]
    public void Decide_Anothers_StaysThere() =>
        Assert.Equal(ClusterStep.Stay.Instance, Decide(GoesBack, Row("b"), "a", "a,b"));

    [Theory]
    [InlineData("b", "a,b", null)]
    [InlineData("b", "", null)]
    [InlineData("b", "a", LeaseCause.Relieved)]
    public void Decide_WhoIsAbleKeepsItAndWhoIsNotGivesItIfAnotherIs(string owner, string heirs, LeaseCause? cause) =>
        Assert.Equal(
            cause is null ? ClusterStep.Stay.Instance : new ClusterStep.Give(heirs, cause.Value),
            Decide(Cluster, Row(owner), owner, heirs));

    [Fact]
    public void Decide_Wanted_GoesThereAndStaysThere()
    {
        var wanted = Row("a") with { Wanted = "b" };

        Assert.Equal(new ClusterStep.Give("b", LeaseCause.Moved), Decide(GoesBack, wanted, "a", "b,a"));
        Assert.Equal(
            ClusterStep.Stay.Instance, Decide(GoesBack, Row("b") with { Wanted = "b" }, "b", "b,a"));
    }

    [Fact]
    public void Decide_Preferred_GoesBackWhenItMay()
    {
        var window = new FailbackModel { IsWanted = true, From = new TimeOnly(22, 0), Until = new TimeOnly(6, 0) };
        var atNight = Cluster with { Failback = window };

        Assert.Equal(new ClusterStep.Give("a", LeaseCause.Failback), Decide(GoesBack, Row("b"), "b", "a,b"));
        Assert.Equal(ClusterStep.Stay.Instance, Decide(Cluster, Row("b"), "b", "a,b"));
        Assert.Equal(ClusterStep.Stay.Instance, Decide(GoesBack, Row("c"), "c", "d,c"));
        Assert.Equal(ClusterStep.Stay.Instance, Decide(atNight, Row("b"), "b", "a,b"));
        Assert.Equal(
            new ClusterStep.Give("a", LeaseCause.Failback),
            ClusterPolicy.Decide(atNight, Row("b"), "b", ["a", "b"], isOwner: true, Noon.AddHours(11)));
    }

    [Fact]
    public void Decide_NotClusteredAnyMore_IsFree() => Assert.Equal(
        new ClusterStep.Give(null, LeaseCause.Unclustered), Decide(null, Row("a"), "a", ""));

    private static LeaseRow Row(string server) =>
        new("partner", new SessionId(7), 3, server, LeaseCause.First, Noon);

    private static ClusterStep Decide(ClusterModel? cluster, LeaseRow? row, string own, string heirs) =>
        ClusterPolicy.Decide(
            cluster, row, own, heirs.Split(',', StringSplitOptions.RemoveEmptyEntries),
            row is not null && row.Owner != SessionId.None && row.Server == own, Noon);
}
