using Viaduct.Core.Adapters;
using Viaduct.Core.Model;

namespace Viaduct.Server.Tests.Configuration;

/// <summary>Clustered hosts in the configuration.</summary>
public class ClusterConfigurationTests
{
    private const string Sends = "  - { name: send }\n";

    [Fact]
    public void Load_AClusteredHost_HasWhatIsWritten()
    {
        using var files = Of("{ preferred: [ a, b ], owners: [ a, b, c ], failback: 22:00-06:00 }", default);

        var host = files.LoadGood().Group.Hosts[0];

        Assert.Equal("receive", host.Cluster!.Group);
        Assert.Equal(["a", "b", "c"], host.Cluster.Owners);
        Assert.Equal(["a", "b"], host.Cluster.Preferred);
        Assert.Equal(
            new FailbackModel { IsWanted = true, From = new TimeOnly(22, 0), Until = new TimeOnly(6, 0) },
            host.Cluster.Failback);
    }

    [Fact]
    public void Load_OneServerAtATimeInAHostThatIsNotClustered_Warns()
    {
        using var files = Of(null, AdapterPlacement.SingleActive);

        var problem = Assert.Single(files.Load().Problems);

        Assert.Contains("orders-folder is in a host that is not clustered", $"{problem}", StringComparison.Ordinal);
        Assert.NotNull(files.Load().Configuration);
    }

    [Fact]
    public void Load_OneServerAtATimeInAClusteredHost_IsGood()
    {
        using var files = Of("{ group: partners }", AdapterPlacement.SingleActive);

        Assert.Equal("partners", files.LoadGood().Group.Hosts[0].Cluster!.Group);
    }

    private static ConfigurationUnderTest Of(string? cluster, AdapterPlacement placement)
    {
        string receive = cluster is null ? "  - name: receive\n" : $"  - name: receive\n    cluster: {cluster}\n";
        return new ConfigurationUnderTest { Placement = placement }.Write(
            "viaduct.yaml", $"group: contoso\nhosts:\n{receive}{Sends}---\n{ConfigurationUnderTest.Orders}");
    }
}
