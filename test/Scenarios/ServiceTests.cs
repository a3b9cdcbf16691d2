using Viaduct.Cli.Service;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>A server under a service manager: sd_notify, the watchdog, the unit file.</summary>
public class ServiceTests
{
    private const string All = "receivePort == \"files-in\"";
    private const string Unit = "deploy/systemd/viaduct.service";

    [Fact]
    public async Task A_server_says_when_it_works_feeds_the_watchdog_until_it_hangs_and_says_that_it_stops()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        using var manager = new NotifySocket(group.PathOf("notify"), TimeSpan.FromSeconds(2));
        await using var server = Start(group, manager);
        var starting = await manager.UntilAsync("READY=1");
        Assert.Equal("STATUS=Starts.", starting[0]);
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        var working = await manager.UntilAsync("WATCHDOG=1");
        Assert.Contains(
            [.. starting, .. working],
            message => message.StartsWith("STATUS=Works as server a", StringComparison.Ordinal));
        await manager.UntilAsync("WATCHDOG=1");

        server.Pause();
        // What was on its way; then nothing for longer than the watchdog allows.
        await WaitFor.TrueAsync(
            async () => await manager.NextAsync(TimeSpan.FromSeconds(2.5)) is null, () => "It goes on to send.");
        server.Continue();
        await manager.UntilAsync("WATCHDOG=1");

        server.Terminate();
        await manager.UntilAsync("STOPPING=1");
        Assert.Equal(0, await server.WaitForExitAsync(ViaductProgram.Patience));
        while (await manager.NextAsync(TimeSpan.FromMilliseconds(10)) is { } late)
            Assert.DoesNotContain("WATCHDOG", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abstract_socket_does_too_and_a_watchdog_of_another_process_is_not_ours()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        string name = $"@viaduct-test-{Guid.CreateVersion7()}";
        using var manager = new NotifySocket(name, TimeSpan.FromMilliseconds(400));
        await using var server = Start(group, manager, ("WATCHDOG_PID", "1"));
        await manager.UntilAsync("READY=1");
        server.Terminate();
        var all = await manager.UntilAsync("STOPPING=1");
        Assert.DoesNotContain(all, message => message.Contains("WATCHDOG", StringComparison.Ordinal));
        Assert.Equal(0, await server.WaitForExitAsync(ViaductProgram.Patience));
    }

    [Fact]
    public async Task While_the_store_is_away_a_start_says_what_it_waits_for()
    {
        using var folder = new TempFolder();
        using var manager = new NotifySocket(folder.PathOf("notify"));
        await using var server = ViaductProgram.Start(
            ["run", "--store", $"postgres://viaduct@127.0.0.1:{FreePort.Take()}/viaduct"],
            environment: manager.Environment);
        var all = await manager.UntilAsync("waits for the store");
        Assert.DoesNotContain("READY=1", all);
        server.Terminate();
        Assert.Equal(0, await server.WaitForExitAsync(ViaductProgram.Patience));
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("@")]
    [InlineData("vsock:2:1234")]
    [InlineData("/nobody/listens/here")]
    public async Task A_socket_that_cannot_be_used_keeps_no_server_from_working(string name)
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = ViaductProgram.Start(
            ["run", "--config", group.Configuration], environment: new Dictionary<string, string?>
            {
                ["NOTIFY_SOCKET"] = name,
            });
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        await server.WaitForLineAsync("service manager", ViaductProgram.Patience);
        await FileGroup.StopAsync(server);
    }

    [Theory]
    [InlineData("30000000", null, 30_000)]
    [InlineData("30000000", "", 30_000)]
    [InlineData("1", null, 100)]
    [InlineData("30000000", "1", null)]
    [InlineData(null, null, null)]
    [InlineData("", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("99999999999999999999", null, null)]
    [InlineData("soon", null, null)]
    public void The_time_of_the_watchdog_is_read_with_care(string? time, string? process, int? milliseconds) =>
        Assert.Equal(milliseconds, (int?)ServiceReport.Watchdog(time, process)?.TotalMilliseconds);

    [Fact]
    public async Task The_unit_file_is_one_that_systemd_takes()
    {
        string? analyze = Tool.Find("systemd-analyze");
        Assert.SkipUnless(analyze is not null, "systemd-analyze is not installed (Debian's package systemd).");
        using var folder = new TempFolder();
        // Verified with a program that is there.
        string text = File.ReadAllText(Repository.PathOf(Unit))
            .Replace("/usr/bin/viaduct", Path.Combine(ViaductProgram.Folder, "viaduct"), StringComparison.Ordinal);
        string unit = folder.Write("viaduct.service", text);
        // What it does not know it only says, on the error stream.
        Assert.Equal("", await Tool.RunAsync("bash", "-c", $"'{analyze}' verify --man=no '{unit}' 2>&1"));
    }

    [Fact]
    public void The_unit_file_waits_longer_for_the_end_than_the_server_does()
    {
        var settings = File.ReadLines(Repository.PathOf(Unit))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && line[0] != '#')
            .Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);
        string run = settings["ExecStart"].Single();
        int server = int.Parse(run[(run.IndexOf("--stop-timeout ", StringComparison.Ordinal) + 15)..]);
        Assert.True(int.Parse(settings["TimeoutStopSec"].Single()) >= server + 15);
        Assert.Equal("notify", settings["Type"].Single());
        Assert.True(int.Parse(settings["WatchdogSec"].Single()) >= 10);
    }

    private static ProcessUnderTest Start(
        FileGroup group, NotifySocket manager, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string?>(manager.Environment);
        foreach (var (name, value) in more) environment[name] = value;
        return ViaductProgram.Start(
            ["run", "--config", group.Configuration, "--server", "a"], environment: environment);
    }
}
