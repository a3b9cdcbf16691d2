using Viaduct.Client;

namespace Viaduct.Server.Tests.Api;

/// <summary>Cluster groups over the API.</summary>
public class ClusterCallsTests
{
    [Fact]
    public async Task MoveCluster_WithoutAClusteredHost_IsRefusedWithTheReason()
    {
        await using var api = await ApiUnderTest.StartAsync();

        var refused = await Assert.ThrowsAsync<ViaductException>(
            () => api.Client.MoveClusterAsync("partner", "a", default));

        Assert.Equal(ProblemCodes.NotFound, refused.Problem.Code);
        Assert.Contains("No host is clustered", refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Empty((await api.Client.GetStatusAsync(default)).Clusters);
        Assert.Empty(await api.Client.ListClusterEventsAsync(null, 10, default));
    }
}
