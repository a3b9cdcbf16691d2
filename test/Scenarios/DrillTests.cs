using Viaduct.Client;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Drills on running groups, with real servers that really fail.</summary>
public class DrillTests
{
    private const string All = "receivePort == \"files-in\"";

    // What is demanded here is generous: how quick a loaded machine is, is no matter of these tests.
    private static readonly string[] Short = ["--before", "1s", "--after", "1s", "--rate", "40/s"];

    [Fact]
    public async Task A_server_that_is_killed_is_taken_over_and_nothing_is_lost()
    {
        using var group = Group();
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);
        string before = await HashAsync(servers);
        group.Put(0, 50);

        var report = await DrillAsync(group, servers, 0, "kill", "a");
        Assert.Equal(DrillVerdicts.Passed, report.Verdict);
        Assert.Equal(137, await first.WaitForExitAsync(ViaductProgram.Patience));
        Assert.Contains("suffers kill", first.Output, StringComparison.Ordinal);
        Assert.Equal(("kill", "a", before), (report.Fault.Kind, report.Fault.Server, report.Configuration));
        var figures = report.Figures!;
        Assert.True(figures.Arrived == figures.Sent && figures.Sent > 40, $"{figures}");
        Assert.Equal((0, 0, 0, 0), (figures.Lost, figures.Duplicated, figures.Reordered, figures.Unknown));
        Assert.NotNull(figures.DetectionMs);
        Assert.Equal(before, await HashAsync(servers));

        var list = await ViaductProgram.JsonAsync(0, "drill", "list", "--store", group.Store);
        Assert.Equal(report.Id, list.GetProperty("drills")[0].GetProperty("id").GetGuid());
        var shown = await ViaductProgram.RunAsync(["drill", "show", $"{report.Id}", "--store", group.Store, "--json"]);
        Assert.Equal(DrillSeal.Write(report), shown.Output.TrimEnd());

        await group.ArrivedAsync("all", 50);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task A_server_that_hangs_goes_on_by_itself_and_nothing_comes_twice()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);

        var report = await DrillAsync(group, servers, 0, "hang", "a");
        Assert.Equal(DrillVerdicts.Passed, report.Verdict);
        Assert.Equal(6_000, report.Fault.ForMs);
        Assert.InRange(report.Figures!.DetectionMs!.Value, 2_500, 60_000);
        await first.WaitForLineAsync("stood still for", ViaductProgram.Patience);
        await second.WaitForLineAsync("shown no sign of life", ViaductProgram.Patience);
        Assert.Contains(
            report.Observations,
            seen => seen.Source == "a" && seen.Text.StartsWith("Works again", StringComparison.Ordinal));
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
    }

    [Fact]
    public async Task When_the_drilling_process_is_killed_the_server_wakes_all_the_same_and_abort_clears_up()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);
        string before = await HashAsync(servers);
        string folder = Directory.CreateDirectory(group.PathOf("probe")).FullName;
        await using (var drill = ViaductProgram.Start(
            ["drill", "hang", "a", "--server", servers, "--yes", "--for", "8s", "--folder", folder, "--report",
                group.PathOf("report.json"), .. Short]))
        {
            await drill.WaitForLineAsync("hang begins", ViaductProgram.Patience);
            await drill.KillAsync();
        }

        await second.WaitForLineAsync("shown no sign of life", ViaductProgram.Patience);
        await first.WaitForLineAsync("stood still for", ViaductProgram.Patience);
        Assert.NotEqual(before, await HashAsync(servers));
        await RefusedAsync(3, "viaduct drill abort", "endpoint-outage", "--server", servers, "--yes");
        var aborted = await ViaductProgram.RunAsync(["drill", "abort", "--server", servers]);
        Assert.Equal(0, aborted.ExitCode);
        Assert.Contains("is removed", aborted.Output, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync(servers));
        await WaitFor.TrueAsync(
            async () => (await ViaductProgram.JsonAsync(0, "messages", "list", "--server", servers))
                .GetProperty("items").GetArrayLength() == 0,
            group.DescribeAsync);
        var again = await ViaductProgram.RunAsync(["drill", "abort", "--server", servers]);
        Assert.Contains("There is no application", again.Output, StringComparison.Ordinal);

        group.Put(0, 50);
        await group.ArrivedAsync("all", 50);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task A_drill_that_is_broken_off_puts_back_what_it_has_changed()
    {
        using var group = Group();
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);
        string before = await HashAsync(servers);
        string file = group.PathOf("report.json");
        await using var drill = ViaductProgram.Start(
            ["drill", "endpoint-outage", "--server", servers, "--yes", "--for", "10m", "--report", file, .. Short]);
        await drill.WaitForLineAsync("far side is away", ViaductProgram.Patience);
        drill.Terminate();
        Assert.Equal(143, await drill.WaitForExitAsync(ViaductProgram.Patience));
        Assert.Equal(before, await HashAsync(servers));
        var report = DrillSeal.Read(File.ReadAllText(file))!;
        Assert.Equal(DrillVerdicts.Aborted, report.Verdict);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
    }

    [Fact]
    public async Task An_outage_of_the_far_side_is_a_pause_and_a_demand_that_does_not_hold_ends_with_1()
    {
        using var group = Group();
        await using var server = await StartAsync(group, "a");
        string address = await AdminAddress.OfAsync(server);
        var report = await DrillAsync(group, address, 1, "endpoint-outage", "--for", "2s", "--max-gap", "1ms");
        Assert.Equal(DrillVerdicts.Failed, report.Verdict);
        Assert.Equal((0, 0, 0), (report.Figures!.Lost, report.Figures.Duplicated, report.Figures.Reordered));
        Assert.InRange(report.Figures.GapMs, 1_500, 60_000);
        Assert.False(Assert.Single(report.Assertions, one => one.Name == "max-gap").Holds);

        string file = group.PathOf("report.json");
        Assert.Equal(0, (await ViaductProgram.RunAsync(["drill", "verify", file])).ExitCode);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"failed\"", "\"passed\"", StringComparison.Ordinal));
        var changed = await ViaductProgram.RunAsync(["drill", "verify", file]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("CHANGED", changed.Output, StringComparison.Ordinal);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Without_leave_or_a_server_that_looks_on_nothing_is_touched()
    {
        using var group = Group();
        await using var first = await StartAsync(group, "a");
        await using var second = await group.StartReadyAsync("b", "--admin", "127.0.0.1:0");
        string a = await AdminAddress.OfAsync(first), both = await AddressesAsync(first, second);
        await RefusedAsync(3, "does not allow drills", "kill", "a", "--server", both, "--yes");
        await RefusedAsync(3, "Only 'a' itself is named", "kill", "a", "--server", a, "--yes");
        await RefusedAsync(3, "No server 'c'", "kill", "c", "--server", a, "--yes");
        await RefusedAsync(3, "The store is a SQLite file", "store-outage", "--server", a, "--yes");
        await RefusedAsync(
            3, "The store is a SQLite file", "store-failover", "--command", "true", "--server", a, "--yes");
        await RefusedAsync(3, "has no host 'x'", "endpoint-outage", "--server", a, "--yes", "--host", "x");
        await RefusedAsync(2, "give --yes", "endpoint-outage", "--server", a, "--json");
        var shown = await ViaductProgram.RunAsync(["drill", "endpoint-outage", "--server", a, "--preview"]);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("No other endpoint is touched", shown.Output, StringComparison.Ordinal);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
        Assert.DoesNotContain("suffers", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_cut_off_from_the_store_is_taken_over_and_joins_again()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);

        var report = await DrillAsync(group, servers, 0, "partition", "a");
        Assert.Equal((DrillVerdicts.Passed, 6_000), (report.Verdict, report.Fault.ForMs));
        Assert.NotNull(report.Figures!.DetectionMs);
        Assert.Equal((0, 0, 0), (report.Figures.Lost, report.Figures.Duplicated, report.Figures.Reordered));
        await first.WaitForLineAsync("was cut off from the store for", ViaductProgram.Patience);
        await second.WaitForLineAsync("Took over from server a", ViaductProgram.Patience);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
    }

    [Fact]
    public async Task An_outage_of_the_store_is_a_pause_of_all_servers()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = Group(FileGroup.Address(await database.CreateDatabaseAsync()));
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second), alone = await AddressesAsync(first);

        await RefusedAsync(3, "Server 'b' is not among those", "store-outage", "--server", alone, "--yes");
        var report = await DrillAsync(group, servers, 0, "store-outage", "--for", "3s");
        Assert.Equal((DrillVerdicts.Passed, ""), (report.Verdict, report.Fault.Server));
        Assert.InRange(report.Figures!.GapMs, 2_000, 60_000);
        Assert.Equal((0, 0, 0), (report.Figures.Lost, report.Figures.Duplicated, report.Figures.Reordered));
        foreach (var server in new[] { first, second })
        {
            await server.WaitForLineAsync("was cut off from the store for", ViaductProgram.Patience);
            await FileGroup.StopAsync(server);
        }
    }

    [Fact]
    public async Task A_failover_of_the_store_is_made_by_a_command_of_the_operator()
    {
        await using var pair = await PostgresPair.StartAsync();
        using var group = Group(PostgresPair.Address(await pair.CreateDatabaseAsync()));
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);
        string begun = group.PathOf("begun"), done = group.PathOf("done");
        string command = $"touch '{begun}'; until [ -e '{done}' ]; do sleep 0.05; done; echo promoted";

        var drilling = DrillAsync(group, servers, 0, "store-failover", "--command", command);
        await WaitFor.TrueAsync(() => File.Exists(begun), () => "The command has not begun.");
        await pair.FailOverAsync();
        await File.WriteAllTextAsync(done, "", TestContext.Current.CancellationToken);
        var report = await drilling;
        Assert.Equal(DrillVerdicts.Passed, report.Verdict);
        Assert.Equal((0, 0, 0), (report.Figures!.Lost, report.Figures.Duplicated, report.Figures.Reordered));
        Assert.Contains(report.Observations, seen => seen.Text == "The command says: promoted");

        File.Delete(group.PathOf("report.json"));
        var failed = await DrillAsync(group, servers, 3, "store-failover", "--command", "exit 7");
        Assert.Equal(DrillVerdicts.NotCarriedOut, failed.Verdict);
        Assert.Contains("ended with 7", failed.Problem, StringComparison.Ordinal);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
    }

    [Fact]
    public async Task A_server_of_which_something_was_said_and_that_is_not_there_keeps_no_drill_from_beginning()
    {
        using var group = Group();
        await using var first = await StartAsync(group, "a");
        await using var second = await StartAsync(group, "b");
        string servers = await AddressesAsync(first, second);
        Assert.Equal(0, (await ViaductProgram.RunAsync(["server", "drain", "b", "--server", servers])).ExitCode);
        await FileGroup.StopAsync(second);
        string alone = await AddressesAsync(first);
        var status = await ViaductProgram.JsonAsync(0, "server", "list", "--server", alone);
        Assert.Contains("away", $"{status}", StringComparison.Ordinal);
        var shown = await ViaductProgram.RunAsync(["drill", "endpoint-outage", "--server", alone, "--preview"]);
        Assert.True(shown.ExitCode == 0, $"{shown.Output}\n{shown.Error}");
        Assert.Contains("1 server alive", shown.Output, StringComparison.Ordinal);
        await FileGroup.StopAsync(first);
    }

    [Theory]
    [InlineData("--rate", "0/s")]
    [InlineData("--rate", "fast")]
    [InlineData("--keys", "0")]
    [InlineData("--listen", "0.0.0.0:80")]
    [InlineData("--listen", "nowhere")]
    [InlineData("--max-gap", "1")]
    [InlineData("--max-gap", "-1s")]
    [InlineData("--max-lost", "-1")]
    [InlineData("--for", "61s")]
    [InlineData("--before", "1e3s")]
    public async Task What_an_option_cannot_be_is_refused(string option, string value)
    {
        var refused = await ViaductProgram.RunAsync(["drill", "hang", "a", option, value]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(option, refused.Error, StringComparison.Ordinal);
    }

    private static FileGroup Group(string? store = null)
    {
        var group = new FileGroup(store);
        group.Configure(("all", All));
        return group;
    }

    private static Task<ProcessUnderTest> StartAsync(FileGroup group, string server) =>
        group.StartReadyAsync(server, "--admin", "127.0.0.1:0", "--allow-drills");

    private static async Task<string> AddressesAsync(params ProcessUnderTest[] servers)
    {
        var addresses = new List<string>();
        foreach (var server in servers) addresses.Add(await AdminAddress.OfAsync(server));
        return string.Join(',', addresses);
    }

    private static async Task<string> HashAsync(string servers)
    {
        // A server that is gone, or stands still, is passed over.
        var status = await ViaductProgram.JsonAsync(0, "status", "--server", servers);
        return status.GetProperty("configuration").GetProperty("hash").GetString()!;
    }

    private static async Task<DrillReport> DrillAsync(
        FileGroup group, string servers, int exitCode, params string[] arguments)
    {
        string file = group.PathOf("report.json");
        await using var drill = ViaductProgram.Start(
            ["drill", .. arguments, "--server", servers, "--yes", "--report", file, .. Short]);
        int code = await drill.WaitForExitAsync(2 * ViaductProgram.Patience);
        Assert.True(code == exitCode, $"{code}\n{drill.Output}\n{await group.DescribeAsync()}");
        var report = DrillSeal.Read(File.ReadAllText(file));
        Assert.NotNull(report);
        Assert.True(DrillSeal.IsIntact(report));
        return report;
    }

    private static async Task RefusedAsync(int exitCode, string text, params string[] arguments)
    {
        var refused = await ViaductProgram.RunAsync(["drill", .. arguments]);
        Assert.True(refused.ExitCode == exitCode, $"{refused.ExitCode}\n{refused.Output}\n{refused.Error}");
        Assert.Contains(text, refused.Error, StringComparison.Ordinal);
    }
}
