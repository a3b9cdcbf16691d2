using Viaduct.Compliance.Citations;
using Viaduct.Core.Store;

namespace Viaduct.Compliance.Routes;

/// <summary>A configuration is active from one commit on, everywhere at once.</summary>
public abstract partial class ActivationCompliance(StoreFixture fixture) : StoreCompliance(fixture)
{
    [Fact]
    [Rule(51)]
    [Promise("IConfigurationStore.ActivateAsync", 1)]
    [Invariant(10)]
    public async Task A_configuration_is_kept_under_its_hash_and_outlives_every_process()
    {
        var store = await Fixture.OpenAsync();
        Assert.Null(await store.Configuration.GetActiveAsync(default));
        Assert.Null(await store.Configuration.GetPackageAsync(Some.Hash(default), default));
        Clock.Step(TimeSpan.FromHours(2));
        var package = Some.Noise(3 << 20);
        var activation = new Activation(Some.Hash(package), package, null, ["send"], ["to-erp", "über"]);

        var active = await store.Configuration.ActivateAsync(activation, default);

        await store.DisposeAsync();
        var other = await Fixture.OpenAsync();
        var read = await other.Configuration.GetActiveAsync(default);
        Assert.NotNull(read);
        Assert.Equal(Show(active!), Show(read));
        Assert.Equal((activation.Hash, Clock.Now), (read.Hash, read.AppliedAt));
        Assert.Equal(["to-erp", "über"], read.Ports.Keys.Order(StringComparer.Ordinal));
        Assert.Contains(new ReaderRow(0, ReaderKind.Tracker, "", 0), read.Readers);
        var host = Assert.Single(read.Readers, one => one.Kind == ReaderKind.Host);
        Assert.Equal(("send", host.Id), (host.Name, host.Base));
        Assert.True(Some.Same(package, await other.Configuration.GetPackageAsync(read.Hash, default)));
    }

    [Fact]
    [Rule(51)]
    [Promise("IConfigurationStore.ActivateAsync", 1, 2)]
    public async Task Every_activation_raises_the_version_also_of_a_configuration_that_was_there_before()
    {
        var store = await Fixture.OpenAsync();
        var first = Some.Configuration("send");
        var second = Some.Configuration("send", "archive");
        long version = 0;
        foreach (var activation in new[] { first, second, first, first })
        {
            var active = await store.Configuration.ActivateAsync(activation, default);
            Assert.True(active!.RouteVersion > version);
            Assert.Equal(activation.Hash, active.Hash);
            version = active.RouteVersion;
        }
        Assert.NotNull(await store.Configuration.GetPackageAsync(second.Hash, default));
    }

    [Fact]
    [Promise("IConfigurationStore.ActivateAsync", 2)]
    public async Task A_configuration_for_another_one_than_is_active_changes_nothing()
    {
        var a = await JoinAsync();
        var before = await Contents.ReadAsync(a.Store);
        foreach (var expected in new[] { null, Some.Hash(default), "" })
        {
            var activation = Some.Configuration("send", "new-host") with
            {
                ExpectedHash = expected, Ports = ["new-port"],
            };
            Assert.Null(await a.Store.Configuration.ActivateAsync(activation, default));
            Assert.Null(await a.Store.Configuration.GetPackageAsync(activation.Hash, default));
        }
        Assert.Equal(before, await Contents.ReadAsync(a.Store));
        await a.MustCommitAsync(a.Commit().Message("the version is the same", a.Reader("send")));

        var right = Some.Configuration(Hosts) with { ExpectedHash = a.Configuration!.Hash };
        Assert.Equal(right.Hash, (await a.Store.Configuration.ActivateAsync(right, default))!.Hash);
    }

    [Fact]
    [Promise("IConfigurationStore.ActivateAsync", 2)]
    public async Task Of_two_operators_who_apply_at_once_to_the_same_state_one_wins()
    {
        var one = await Fixture.OpenAsync();
        var two = await Fixture.OpenAsync();
        string? hash = null;
        for (var round = 0; round < 10; round++)
        {
            var first = Some.Configuration("send") with { ExpectedHash = hash };
            var second = Some.Configuration("send") with { ExpectedHash = hash };

            var results = await Together(
                "applying",
                () => one.Configuration.ActivateAsync(first, default),
                () => two.Configuration.ActivateAsync(second, default));

            hash = Assert.Single(results, active => active is not null)!.Hash;
            Assert.Equal(hash, (await one.Configuration.GetActiveAsync(default))!.Hash);
        }
    }

    [Fact]
    [Rule(53, 54)]
    [Promise("IConfigurationStore.ActivateAsync", 4)]
    public async Task The_number_of_a_name_is_its_own_for_ever()
    {
        var store = await Fixture.OpenAsync();
        var hosts = new Dictionary<string, int>();
        var ports = new Dictionary<string, int>();
        string[][] configurations = [["a", "b"], ["b"], ["c", "b"], [], ["a", "d", "A"]];
        foreach (var names in configurations)
        {
            var activation = Some.Configuration(names) with { Ports = [.. names.Select(name => $"port {name}")] };
            var active = await store.Configuration.ActivateAsync(activation, default);
            Remember(hosts, names.Select(name =>
                (name, active!.Readers.Single(one => one.Kind == ReaderKind.Host && one.Name == name).Id)));
            Remember(ports, names.Select(name => (name, active!.Ports[$"port {name}"])));
        }
        Assert.Equal(5, hosts.Values.Distinct().Count());
        Assert.Equal(5, ports.Values.Distinct().Count());
        Assert.DoesNotContain(0, hosts.Values);

        static void Remember(Dictionary<string, int> known, IEnumerable<(string Name, int Id)> now)
        {
            foreach (var (name, id) in now)
            {
                Assert.True(known.TryAdd(name, id) || known[name] == id, $"'{name}' was {known[name]} and is {id}.");
            }
        }
    }

    [Fact]
    [Rule(54)]
    [Promise("IConfigurationStore.ActivateAsync", 4)]
    [Invariant(7)]
    public async Task A_host_that_is_configured_no_longer_keeps_its_backlog_and_finds_it_when_it_comes_back()
    {
        var a = await JoinAsync();
        var archive = a.Reader("archive");
        await a.MustCommitAsync(a.Commit().Message("1", archive).Message("2", archive));
        await a.MustCommitAsync(a.Commit().Progress(archive, new Position(1, 1)));

        a.Configuration = await a.Store.Configuration.ActivateAsync(Some.Configuration("send"), default);
        Assert.Contains(a.Configuration!.Readers, one => one.Id == archive && one.Name == "archive");
        await a.MustCommitAsync(a.Commit().Message("3", a.Reader("send")));
        await CleanUpAsync(a.Store);
        await a.Store.Configuration.ActivateAsync(Some.Configuration(Hosts), default);

        Assert.Equal(["1", "2"], await a.ReadAsync(archive));
        var holdings = await a.AcquireAsync();
        var grant = holdings.Readers.Single(one => one.ReaderLane == new ReaderLane(archive, a.Lane));
        Assert.Equal(new Position(1, 1), grant.Progress.Position);
    }

    private static string Show(ActiveConfiguration active) =>
        $"{active.Hash} {active.RouteVersion} {active.AppliedAt:O} "
        + string.Join(", ", active.Readers.OrderBy(one => one.Id))
        + string.Join(", ", active.Ports.OrderBy(one => one.Value));
}
