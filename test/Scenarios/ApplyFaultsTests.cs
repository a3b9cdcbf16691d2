using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Core.Store;
using Viaduct.Server.Hosting;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Configurations are applied by two at once, by one that dies over it, and with code that hangs.</summary>
public class ApplyFaultsTests
{
    private const int FilesEach = 40;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_who_apply_at_once_follow_one_another_and_each_message_is_worked_by_one_version(bool postgres)
    {
        await using var database = postgres ? await PostgresServer.StartNewAsync() : null;
        string? store = database is null ? null : FileGroup.Address(await database.CreateDatabaseAsync());
        using var group = new FileGroup(store);
        Write(group, "config", "v0");
        await using var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        await using var second = await group.StartReadyAsync("b", "--admin", "127.0.0.1:0");
        string[] addresses = [await AdminAddress.OfAsync(first), await AdminAddress.OfAsync(second)];
        const int Rounds = 4;
        for (int round = 0; round < Rounds; round++)
        {
            group.Put(round * FilesEach, FilesEach);
            var applied = await Task.WhenAll(addresses.Select(async (address, n) =>
            {
                string folder = Write(group, $"config-{n}", $"v{round}-{n}");
                return await ViaductProgram.JsonAsync(0, "apply", folder, "--server", address);
            }));
            string[] hashes = [.. applied.Select(a => a.GetProperty("hash").GetString()!)];
            Assert.Equal(2, hashes.Distinct().Count());
            var active = (await ActiveAsync(group))!;
            Assert.Contains(active.Hash, hashes);
            Assert.Null(active.Announced);
            Assert.All(applied, a => Assert.True(a.GetProperty("changed").GetBoolean()));
        }

        group.Put(Rounds * FilesEach, FilesEach);
        await group.ArrivedAsync("all", (Rounds + 1) * FilesEach);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
        CheckEachOnce(group);
        group.CheckAllTaken();
    }

    [Fact]
    public async Task When_the_server_that_applies_dies_before_the_cut_the_others_go_on_and_the_next_apply_works()
    {
        using var group = new FileGroup();
        Write(group, "config", "v0");
        await using var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        await using var second = await group.StartReadyAsync("b", "--admin", "127.0.0.1:0");
        string before = (await ActiveAsync(group))!.Hash;
        group.Put(0, FilesEach);
        await group.ArrivedAsync("all", FilesEach);

        // Making it ready takes seconds, on each server.
        string slow = Write(group, "slow", "v1", "{ file: bin/Contoso.Maps.dll, type: Viaduct.Scenarios.SlowMap }");
        string address = await AdminAddress.OfAsync(first);
        var applying = ViaductProgram.RunAsync(["apply", slow, "--server", address]);
        await WaitFor.TrueAsync(
            async () => (await ActiveAsync(group))!.Announced is not null, group.DescribeAsync);
        await first.KillAsync();
        Assert.NotEqual(0, (await applying).ExitCode);
        await second.WaitForLineAsync("Took over from server a", ViaductProgram.Patience);

        group.Put(FilesEach, FilesEach);
        await group.ArrivedAsync("all", 2 * FilesEach);
        Assert.Equal(before, (await ActiveAsync(group))!.Hash);
        Assert.Equal(2 * FilesEach, group.Arrived("all").Count(name => name.EndsWith("-v0", StringComparison.Ordinal)));

        string next = Write(group, "next", "v2");
        var applied = await ViaductProgram.JsonAsync(
            0, "apply", next, "--server", await AdminAddress.OfAsync(second));
        Assert.Equal(before, applied.GetProperty("previousHash").GetString());
        group.Put(2 * FilesEach, FilesEach);
        await group.ArrivedAsync("all", 3 * FilesEach);
        await FileGroup.StopAsync(second);
        CheckEachOnce(group);
        Assert.Equal(FilesEach, group.Arrived("all").Count(name => name.EndsWith("-v2", StringComparison.Ordinal)));
        Assert.Null((await ActiveAsync(group))!.Announced);
    }

    [Fact]
    public async Task A_map_that_never_comes_to_be_is_refused_and_the_server_goes_on()
    {
        using var group = new FileGroup();
        Write(group, "config", "v0");
        await using var server = await group.StartReadyAsync();
        string hanging = Write(
            group, "hanging", "v1", "{ file: bin/Contoso.Maps.dll, type: Viaduct.Scenarios.HangingMap }");

        var refused = await ViaductProgram.RunAsync(["apply", hanging, "--store", group.Store]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("HangingMap has not come to be", refused.Error, StringComparison.Ordinal);

        group.Put(0, FilesEach);
        await group.ArrivedAsync("all", FilesEach);
        await FileGroup.StopAsync(server);
        CheckEachOnce(group);
    }

    /// <summary>Writes a configuration whose files are named after it, and gives its folder.</summary>
    private static string Write(FileGroup group, string folder, string version, string? map = null)
    {
        string maps = map is null ? "" : $"maps: [ {map} ]";
        string path = group.PathOf(folder);
        Directory.CreateDirectory(Path.Combine(path, "bin"));
        File.WriteAllText(Path.Combine(path, "viaduct.yaml"), $$"""
            group: scenario
            store: {{group.Store}}
            ---
            application: files
            receivePorts:
              - name: files-in
                locations:
                  - name: files-folder
                    file: { folder: "{{group.In}}", mask: "*", every: 1s }
            sendPorts:
              - name: all
                filter: receivePort == "files-in"
                {{maps}}
                file: { folder: "{{group.Out("all")}}", fileName: "%MessageID%-%SourceFileName%-{{version}}" }
                retry: { count: 100, every: 1s }

            """);
        File.WriteAllBytes(
            Path.Combine(path, "bin", "Contoso.Maps.dll"), File.ReadAllBytes(typeof(SlowMap).Assembly.Location));
        return path;
    }

    private static void CheckEachOnce(FileGroup group) => Assert.Equal(
        group.PutIn.Order(StringComparer.Ordinal),
        group.Arrived("all").Select(name => name[..name.LastIndexOf("-v", StringComparison.Ordinal)])
            .Order(StringComparer.Ordinal));

    private static async Task<ActiveConfiguration?> ActiveAsync(FileGroup group)
    {
        await using var store = StoreFactory.Create(group.Store, ".", NullLoggerFactory.Instance);
        await store.OpenAsync(default);
        return await store.Configuration.GetActiveAsync(default);
    }
}
