using System.Text.RegularExpressions;
using System.Xml.Linq;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The pages of docs/operate, run as they stand there.</summary>
public partial class RunbookTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task Monitoring()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        group.Put(0, 1);
        await group.SuspendedAsync(1);
        await using var page = new Runbook("README.md", group)
        {
            Authority = (await AdminAddress.OfAsync(server))["http://".Length..],
        };
        string said = await page.RunNextAsync();
        Assert.Contains("wrong: suspended:", said, StringComparison.Ordinal);
        Assert.Contains("files-folder", await page.RunNextAsync(), StringComparison.Ordinal);
        Assert.False(page.HasMore);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Admin_api()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        group.Put(0, 1);
        await group.SuspendedAsync(1);
        await using var page = new Runbook("admin-api.md", group)
        {
            // The page writes the usual port, which another test may have.
            Authority = (await AdminAddress.OfAsync(server))["http://".Length..],
        };
        while (page.HasMore)
        {
            string text = page.NextText;
            string said = await page.RunNextAsync();
            if (text.Contains("list", StringComparison.Ordinal)) Assert.Contains("no-subscriber", said);
            if (text.Contains("limit=10", StringComparison.Ordinal)) Assert.Contains("\"next\":", said);
        }

        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Server_maintenance()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var first = await group.StartReadyAsync("a");
        await using var second = await group.StartReadyAsync("b");
        await using var page = new Runbook("server-maintenance.md", group);
        for (int i = 0; page.HasMore; i++)
        {
            group.Put(i * 50, 50);
            await page.RunNextAsync();
        }

        await group.ArrivedAsync("all", group.PutIn.Count);
        await FileGroup.StopAsync(first);
        await FileGroup.StopAsync(second);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task Telemetry()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0");
        await using var page = new Runbook("telemetry.md", group)
        {
            Authority = (await AdminAddress.OfAsync(server))["http://".Length..],
        };
        string said = await page.RunNextAsync();
        Assert.Contains("# TYPE viaduct_server_ready gauge", said, StringComparison.Ordinal);
        said = await page.RunNextAsync();
        Assert.Contains("ok", said, StringComparison.Ordinal);
        Assert.Contains("\"ready\":true", said, StringComparison.Ordinal);
        Assert.False(page.HasMore);
        await FileGroup.StopAsync(server);
    }

    [Fact]
    public async Task Suspended_messages()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 4);
        await group.SuspendedAsync(4);
        group.Configure(("all", All));
        await using var page = new Runbook("suspended-messages.md", group);
        while (page.HasMore)
        {
            string text = page.NextText;
            string output = await page.RunNextAsync();
            if (text.Contains("show", StringComparison.Ordinal)) Assert.Contains("elsewhere", output);
            if (text.Contains("resume", StringComparison.Ordinal)) await group.ArrivedAsync("all", 3);
        }

        Assert.Equal(2, Directory.GetFiles(Path.Combine(group.Folder, "look")).Length);
        await FileGroup.StopAsync(server);
        Assert.Equal(3, group.Arrived("all").Distinct().Count());
    }

    [Fact]
    public async Task Tracking()
    {
        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"elsewhere\""));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 1);
        await group.SuspendedAsync(1);
        await FileGroup.StopAsync(server);
        await using var page = new Runbook("tracking.md", group);
        while (page.HasMore)
        {
            string text = page.NextText;
            string said = await page.RunNextAsync();
            if (text.Contains("--message", StringComparison.Ordinal)) Assert.Contains("suspended", said);
        }

        Assert.True(File.Exists(Path.Combine(group.Folder, "story.zip")));
    }

    [Fact]
    public async Task Change_live()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        group.Configure(("all", All), ("more", All));
        await using var page = new Runbook("change-live.md", group);
        while (page.HasMore)
        {
            string text = page.NextText;
            string said = await page.RunNextAsync();
            if (text.Contains("plan", StringComparison.Ordinal)) Assert.Contains("more: starts", said);
            if (text.Contains("apply", StringComparison.Ordinal)) group.Put(0, 10);
        }

        await group.ArrivedAsync("more", 10);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckEachOnce("more");
    }

    [Fact]
    public async Task Try_a_version()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        group.Configure(("all", "exists FILE.ReceivedFileName"));
        await using var page = new Runbook("try-a-version.md", group);
        while (page.HasMore)
        {
            string text = page.NextText;
            string said = await page.RunNextAsync();
            group.Put(group.PutIn.Count, 5);
            if (text.Contains("plan", StringComparison.Ordinal)) Assert.Contains("It can be tried", said);
            if (text.Contains("show", StringComparison.Ordinal)) Assert.Contains("Trial 1 is under way", said);
            if (text.Contains("withdraw", StringComparison.Ordinal)) Assert.Contains("is withdrawn", said);
            if (text.Contains("accept", StringComparison.Ordinal)) Assert.Contains("is accepted", said);
        }

        await group.ArrivedAsync("all", group.PutIn.Count);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task Drill()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        group.Configure(("all", All));
        var first = await group.StartReadyAsync("a", "--admin", "127.0.0.1:0", "--allow-drills");
        await using var second = await group.StartReadyAsync("b", "--admin", "127.0.0.1:0", "--allow-drills");
        string address = (await AdminAddress.OfAsync(first))["http://".Length..];
        await using var page = new Runbook("drill.md", group)
        {
            Authority = address, OtherAuthority = (await AdminAddress.OfAsync(second))["http://".Length..],
        };
        try
        {
            while (page.HasMore)
            {
                string text = page.NextText;
                if (text.Contains("patronictl", StringComparison.Ordinal))
                {
                    // There is no Patroni here; a drill by another command is in DrillTests.
                    page.Skip();
                    continue;
                }

                string said = await page.RunNextAsync();
                if (text.Contains("--preview", StringComparison.Ordinal)) Assert.Contains("SIGKILL", said);
                else if (text.Contains("--report", StringComparison.Ordinal)) Assert.Contains("PASSED", said);
                // Who hangs, too, may be ended by the one that takes over.
                if (!said.Contains("answers no more", StringComparison.Ordinal)) continue;
                await first.WaitForExitAsync(ViaductProgram.Patience);
                await first.DisposeAsync();
                first = await group.StartReadyAsync("a", "--admin", address, "--allow-drills");
            }
        }
        finally
        {
            await first.DisposeAsync();
        }

        await FileGroup.StopAsync(second);
    }

    [Fact]
    public async Task Stop_and_start()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var page = new Runbook("stop-and-start.md", group);
        for (int i = 0; page.HasMore; i++)
        {
            string text = page.NextText;
            group.Put(i * 10, 10);
            if (text.Contains("apply", StringComparison.Ordinal)) group.Configure(("all", All), ("more", All));
            await page.RunNextAsync();
            if (text.StartsWith("kill", StringComparison.Ordinal))
                await page.Servers[text.Contains("TERM", StringComparison.Ordinal) ? 0 : 1]
                    .WaitForExitAsync(ViaductProgram.Patience);
        }

        Assert.Equal([0, 137], page.Servers.Select(server => server.ExitCode));
        await using var last = await group.StartReadyAsync("c");
        await group.ArrivedAsync("all", group.PutIn.Count);
        await FileGroup.StopAsync(last);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task The_store_is_away()
    {
        await using var database = await PostgresServer.StartNewAsync();
        using var group = new FileGroup(FileGroup.Address(await database.CreateDatabaseAsync()));
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        await using var page = new Runbook("store-is-away.md", group);
        await database.StopAsync();
        group.Put(0, 10);
        await page.RunNextAsync();
        await database.StartAsync();
        await group.ArrivedAsync("all", 10);
        await page.RunNextAsync();
        Assert.False(page.HasMore);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task The_store_fails_over()
    {
        await using var pair = await PostgresPair.StartAsync();
        using var group = new FileGroup(PostgresPair.Address(await pair.CreateDatabaseAsync()));
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        await using var page = new Runbook("store-failover.md", group);
        await pair.First.KillAsync();
        group.Put(0, 10);
        string said = await page.RunNextAsync();
        Assert.Contains($":{pair.Second.Port} is a standby", said, StringComparison.Ordinal);
        await pair.Second.PromoteAsync();
        await group.ArrivedAsync("all", 10);
        await page.RunNextAsync();
        Assert.False(page.HasMore);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task Full_disk()
    {
        await using var disk = await SmallDisk.MountAsync("24m");
        using var group = new FileGroup($"sqlite:{Path.Combine(disk.Path, "viaduct.db")}");
        Directory.CreateSymbolicLink(Path.Combine(group.Folder, "data"), disk.Path);
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        await using var page = new Runbook("full-disk.md", group);
        disk.Fill();
        group.Put(0, 100);
        await server.WaitForLineAsync("no room", ViaductProgram.Patience);
        await page.RunNextAsync();
        disk.Free();
        await group.ArrivedAsync("all", 100);
        await page.RunNextAsync();
        Assert.False(page.HasMore);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    [Fact]
    public async Task Backup_and_restore()
    {
        Assert.SkipUnless(Tool.Find("sqlite3") is not null, "The program sqlite3 is not installed.");
        using var group = new FileGroup();
        Directory.CreateSymbolicLink(Path.Combine(group.Folder, "data"), group.Folder);
        group.Configure(("stopped", All));
        Directory.Delete(group.Out("stopped"));
        await using var server = await group.StartReadyAsync();
        group.Put(0, 100);
        await WaitFor.TrueAsync(() => Directory.GetFiles(group.In).Length == 0, () => "Files are left.");
        await using var page = new Runbook("deploy.md", group);
        Assert.Contains("ok", await page.RunNextAsync(), StringComparison.Ordinal);
        await FileGroup.StopAsync(server);

        await page.RunNextAsync();
        Assert.False(page.HasMore);
        group.Out("stopped");
        await using var restored = await group.StartReadyAsync();
        await group.ArrivedAsync("stopped", 100);
        await FileGroup.StopAsync(restored);
        group.CheckEachOnce("stopped");
    }

    [Fact]
    public async Task Install()
    {
        string built = Repository.PathOf("out/packages");
        Assert.SkipUnless(
            File.Exists(Path.Combine(built, "SHA256SUMS")),
            "There are no packages to install: eng/package.sh builds them, in some minutes.");
        string page = File.ReadAllText(Repository.PathOf("docs/operate/install.md"));
        var properties = XDocument.Load(Repository.PathOf("Directory.Build.props"));
        string version = properties.Descendants("Version").First().Value;
        Assert.Contains($"viaduct_{version}_amd64.deb", page, StringComparison.Ordinal);
        using var group = new FileGroup();
        foreach (string file in Directory.GetFiles(built))
            File.CreateSymbolicLink(Path.Combine(group.Folder, Path.GetFileName(file)), file);
        await using var book = new Runbook("install.md", group);
        while (book.HasMore)
        {
            string text = book.NextText;
            // A package that could not be built here cannot be installed here.
            if (Packages().Matches(text).Any(name => !File.Exists(Path.Combine(built, name.Value)))
                || (text.Contains("tool install") && !File.Exists(Path.Combine(built, $"Viaduct.{version}.nupkg"))))
                book.Skip();
            else await book.RunNextAsync();
        }

        Assert.True(File.Exists(group.PathOf("orders", "viaduct.yaml")));
    }

    [GeneratedRegex(@"\b[Vv]iaduct[-_.][\w.-]+\.(deb|tar\.gz|nupkg)\b")]
    private static partial Regex Packages();
}
