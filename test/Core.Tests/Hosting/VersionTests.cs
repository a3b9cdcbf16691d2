using Viaduct.Core.Cluster;
using Viaduct.Core.Store;
using Viaduct.Support.Runtime;

namespace Viaduct.Core.Tests.Hosting;

/// <summary>Servers of neighbouring versions make one group; others are refused.</summary>
public class VersionTests
{
    [Theory]
    [InlineData("0.4.0", "0.4.0", true)]
    [InlineData("0.4.0", "0.4.7", true)]
    [InlineData("0.4.0", "0.5.2", true)]
    [InlineData("0.5.2", "0.4.0", true)]
    [InlineData("0.4.0", "0.6.0", false)]
    [InlineData("1.0.0", "0.9.0", false)]
    [InlineData("1.0.0", "2.0.0", false)]
    [InlineData("1.0.0", "", false)]
    [InlineData("1.0.0", "one", false)]
    public void Neighbours_work_together(string one, string other, bool work)
    {
        Assert.Equal(work, ProductVersions.WorkTogether(one, other));
        Assert.Equal(work, ProductVersions.WorkTogether(other, one));
    }

    [Fact]
    public async Task A_neighbour_joins_and_works_and_who_is_further_away_is_told_which_server_it_does_not_fit()
    {
        await using var old = new MemoryRuntime(options: o => o with { Version = "0.4.1" });
        await old.StartAsync(MemoryGroup.Of(
            ["host"], [MemoryGroup.Receive("in")], [MemoryGroup.Send("out", "receivePort == \"in\"")]));
        await using var next = new MemoryRuntime(
            forerunner: old, server: "b", options: o => o with { Version = "0.5.0" });
        await next.GoOnAsync();
        await next.SubmitAsync("in-in", ["both"]);
        await MemoryRuntime.UntilAsync(
            () => next.Delivered.ContainsKey(("out", "both")) || old.Delivered.ContainsKey(("out", "both")),
            "it is delivered");

        await using var far = new MemoryRuntime(
            forerunner: next, server: "c", options: o => o with { Version = "0.6.0" });
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => far.GoOnAsync());
        Assert.Contains("'a'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("0.4.1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(await old.Store.Sessions.ListAsync(default), row => row.Request.Server == "c");

        // Once the old one is gone, it fits.
        await old.Server.StopAsync();
        await using var again = new MemoryRuntime(
            forerunner: next, server: "c", options: o => o with { Version = "0.6.0" });
        await again.GoOnAsync();
    }
}
