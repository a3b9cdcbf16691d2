using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>What an operator says of hosts on servers, and of servers, is kept as what he says of ports is.</summary>
public abstract class PlacedCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(104)]
    [Promise("IConfigurationStore.PlaceAsync", 1, 2)]
    public async Task What_is_said_outlives_processes_and_activations()
    {
        var a = await JoinAsync();
        string hash = a.Configuration!.Hash;
        Clock.Step(TimeSpan.FromHours(1));
        await SayAsync(a.Store, "send", "über server", InstanceWord.Stopped, hash);
        var said = await SayAsync(a.Store, null, "über server", InstanceWord.Draining, hash);
        Assert.Equal(a.Configuration.RouteVersion + 2, said!.RouteVersion);
        Assert.Equal(
            new CommitResult.RoutesChanged(said.RouteVersion),
            await a.CommitAsync(a.Commit().Message("routed before", a.Reader("send"))));
        await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);
        await CrashAsync(a);

        var other = await Fixture.OpenAsync();
        var active = await other.Configuration.GetActiveAsync(default);
        Assert.Equal(
            [("", "über server", InstanceWord.Draining), ("send", "über server", InstanceWord.Stopped)],
            active!.Instances.Select(one => (one.Host ?? "", one.Server, one.Word)));
        Assert.All(active.Instances, one => Assert.Equal(Clock.Now, one.SaidAt));
    }

    [Fact]
    [Rule(104)]
    [Promise("IConfigurationStore.PlaceAsync", 3)]
    public async Task Saying_it_again_or_taking_back_nothing_changes_nothing()
    {
        var a = await JoinAsync();
        string hash = a.Configuration!.Hash;
        long version = a.Configuration.RouteVersion;
        Assert.Equal(version, (await SayAsync(a.Store, "send", "a", null, hash))!.RouteVersion);
        var once = await SayAsync(a.Store, "send", "a", InstanceWord.Paused, hash);
        Clock.Step(TimeSpan.FromHours(1));
        var twice = await SayAsync(a.Store, "send", "a", InstanceWord.Paused, hash);
        Assert.Equal((version + 1, version + 1), (once!.RouteVersion, twice!.RouteVersion));
        Assert.Equal(once.Instances, twice.Instances);
        var other = await SayAsync(a.Store, "send", "a", InstanceWord.Disabled, hash);
        Assert.Equal(InstanceWord.Disabled, Assert.Single(other!.Instances).Word);
        Assert.Empty((await SayAsync(a.Store, "send", "a", null, hash))!.Instances);
    }

    [Fact]
    [Rule(104)]
    public async Task With_another_configuration_than_expected_or_a_wrong_word_nothing_is_said()
    {
        var store = await Fixture.OpenAsync();
        Assert.Null(await SayAsync(store, "send", "a", InstanceWord.Stopped, Some.Hash(default)));
        var active = await store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);
        Assert.Null(await SayAsync(store, "send", "a", InstanceWord.Stopped, Some.Hash(default)));
        await Assert.ThrowsAsync<ArgumentException>(
            () => SayAsync(store, null, "a", InstanceWord.Stopped, active!.Hash));
        await Assert.ThrowsAsync<ArgumentException>(
            () => SayAsync(store, "send", "", InstanceWord.Stopped, active!.Hash));
        Assert.Empty((await store.Configuration.GetActiveAsync(default))!.Instances);
    }

    private static Task<ActiveConfiguration?> SayAsync(
        IStore store, string? host, string server, InstanceWord? word, string hash) =>
        store.Configuration.PlaceAsync(new InstanceOrder(host, server, word, hash), default);
}
