using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// The store fails over by Patroni and etcd. In the long mode: the leader's key takes 20 seconds to run out.
/// </summary>
public class PatroniTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_primary_and_its_Patroni_are_killed_and_all_goes_on_at_the_promoted_standby()
    {
        Assert.SkipUnless(IsLong, "In the long mode only: ./test.sh --long");
        await using var cluster = await PatroniCluster.StartAsync();
        using var group = new FileGroup(PostgresPair.Address(await cluster.CreateDatabaseAsync()));
        var (a, b, callers) = await StoreFailoverTests.StartAsync(group);
        await using var first = a;
        await using var second = b;
        await using var all = callers;
        group.Put(0, 200);
        await group.ArrivedAsync("files", 50);
        await callers.AcceptedAsync(50, group.DescribeAsync);

        var startAgain = await cluster.KillPrimaryAsync();
        group.Put(200, 100);
        await a.WaitForLineAsync("the hosts of server a pause", Patience);
        await b.WaitForLineAsync("the hosts of server b pause", Patience);
        Assert.NotNull(await callers.TurnedAway.WaitAsync(Patience));
        await a.WaitForLineAsync("the hosts of server a go on", Patience);
        await b.WaitForLineAsync("the hosts of server b go on", Patience);
        await group.ArrivedAsync("files", 300, Patience);

        // Patroni makes the old primary a standby, and commits wait for it again.
        await startAgain();
        await cluster.WaitForStandbyAsync();
        group.Put(300, 100);
        await StoreFailoverTests.CheckAsync(group, callers, a, b);
        Assert.DoesNotContain("Took over", a.Output + b.Output, StringComparison.Ordinal);
    }
}
