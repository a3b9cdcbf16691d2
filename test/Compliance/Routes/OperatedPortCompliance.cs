using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>What an operator says of a port is kept, and taken up as exactly as a configuration.</summary>
public abstract class OperatedPortCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(58)]
    [Promise("IConfigurationStore.OperateAsync", 1, 4)]
    public async Task What_is_said_outlives_processes_and_activations()
    {
        var a = await JoinAsync();
        string hash = a.Configuration!.Hash;
        var appliedAt = a.Configuration.AppliedAt;
        Clock.Step(TimeSpan.FromHours(1));
        await SayAsync(a.Store, "über port", PortWord.Stopped, hash);
        var said = await SayAsync(a.Store, "über port", PortWord.Disabled, hash);
        Assert.Equal((hash, appliedAt), (said!.Hash, said.AppliedAt));
        await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);
        await CrashAsync(a);

        var other = await Fixture.OpenAsync();
        var active = await other.Configuration.GetActiveAsync(default);
        Assert.Equal(
            [("über port", PortWord.Stopped), ("über port", PortWord.Disabled)],
            active!.Operated.Select(port => (port.Name, port.Word)));
        Assert.All(active.Operated, port => Assert.Equal(appliedAt.AddHours(1), port.SaidAt));
        Assert.NotEqual(appliedAt, active.AppliedAt);
    }

    [Fact]
    [Rule(58)]
    [Promise("IConfigurationStore.OperateAsync", 2)]
    [Invariant(10)]
    public async Task No_commit_that_was_routed_before_follows()
    {
        var a = await JoinAsync();
        var active = await SayAsync(a.Store, "to-erp", PortWord.Unenlisted, a.Configuration!.Hash);
        Assert.True(active!.RouteVersion > a.Configuration.RouteVersion);
        Assert.Equal(
            new CommitResult.RoutesChanged(active.RouteVersion),
            await a.CommitAsync(a.Commit().Message("routed before", a.Reader("send"))));
        await a.MustCommitAsync(
            a.Commit().RoutedWith(active.RouteVersion).Message("routed after", a.Reader("send")));
    }

    [Fact]
    [Rule(58)]
    [Promise("IConfigurationStore.OperateAsync", 3)]
    public async Task Saying_it_again_or_taking_back_nothing_changes_nothing()
    {
        var a = await JoinAsync();
        string hash = a.Configuration!.Hash;
        Assert.Equal(
            a.Configuration.RouteVersion, (await SayAsync(a.Store, "to-erp", null, hash))!.RouteVersion);
        var once = await SayAsync(a.Store, "to-erp", PortWord.Stopped, hash);
        Clock.Step(TimeSpan.FromHours(1));
        var twice = await SayAsync(a.Store, "to-erp", PortWord.Stopped, hash);
        Assert.Equal(once!.RouteVersion, twice!.RouteVersion);
        Assert.Equal(once.Operated, twice.Operated);
        var back = await SayAsync(a.Store, "to-erp", null, hash);
        Assert.Equal(once.RouteVersion + 1, back!.RouteVersion);
        Assert.Empty(back.Operated);
    }

    [Fact]
    [Rule(58)]
    public async Task With_another_configuration_than_expected_nothing_is_said()
    {
        var store = await Fixture.OpenAsync();
        Assert.Null(await SayAsync(store, "to-erp", PortWord.Stopped, Some.Hash(default)));
        var active = await store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);
        Assert.Null(await SayAsync(store, "to-erp", PortWord.Stopped, Some.Hash(default)));
        Assert.Empty((await store.Configuration.GetActiveAsync(default))!.Operated);
        await Assert.ThrowsAsync<ArgumentException>(() => store.Configuration.OperateAsync(
            new PortOrder("to-erp", IsLocation: true, PortWord.Stopped, active!.Hash), default));
    }

    [Fact]
    [Rule(51)]
    public async Task Every_configuration_that_was_active_is_listed_once_each_time()
    {
        var store = await Fixture.OpenAsync();
        Assert.Empty(await store.Configuration.ListAppliedAsync(10, default));
        var first = Some.Configuration("send");
        var second = Some.Configuration("send", "archive");
        foreach (var activation in new[] { first, second, first })
        {
            Clock.Step(TimeSpan.FromHours(1));
            await store.Configuration.ActivateAsync(activation, default);
            await SayAsync(store, "to-erp", PortWord.Stopped, activation.Hash);
            await SayAsync(store, "to-erp", null, activation.Hash);
        }
        var applied = await store.Configuration.ListAppliedAsync(10, default);
        Assert.Equal([first.Hash, second.Hash, first.Hash], applied.Select(one => one.Hash));
        Assert.Equal(Clock.Now, applied[0].AppliedAt);
        Assert.Equal(applied.Take(2), await store.Configuration.ListAppliedAsync(2, default));
    }

    private static Task<ActiveConfiguration?> SayAsync(IStore store, string name, PortWord? word, string hash) =>
        store.Configuration.OperateAsync(
            new PortOrder(name, word is { } said && OperatedPort.IsForLocation(said), word, hash), default);
}
