using System.Diagnostics;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Files that others remove, write, lock or forbid while a server takes what is in the folder.</summary>
public class DifficultFilesTests
{
    private const string All = "receivePort == \"files-in\"";

    [Fact]
    public async Task Files_that_vanish_while_others_are_taken_are_nobodys_loss()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        string aside = Directory.CreateDirectory(group.PathOf("aside")).FullName;
        var vanished = new List<string>();
        for (int i = 0; i < 300; i++)
        {
            group.Put(i, 1);
            string name = $"file-{i:00000}.txt";
            if (i % 2 == 1 && TryMove(Path.Combine(group.In, name), Path.Combine(aside, name))) vanished.Add(name);
        }

        await group.ArrivedAsync("all", 300 - vanished.Count);
        group.Put(300, 10);
        await group.ArrivedAsync("all", 310 - vanished.Count);
        await FileGroup.StopAsync(server);
        Assert.NotEmpty(vanished);
        group.CheckEachOnce("all", name => !vanished.Contains(name));
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_file_that_grows_is_taken_whole_when_its_writer_is_done_and_named_if_that_takes_long()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await using var server = await group.StartReadyAsync();
        string expected = "";
        await using (var slow = new StreamWriter(Path.Combine(group.In, "slow.txt")) { AutoFlush = true })
        {
            for (int i = 0; i < 5; i++)
            {
                string line = $"line {i}";
                await slow.WriteLineAsync(line);
                expected += line + slow.NewLine;
                group.Put(i * 10, 10);
                await group.ArrivedAsync("all", (i + 1) * 10);
            }

            string said = await server.WaitForLineAsync("open for writing", ViaductProgram.Patience);
            Assert.Contains("slow.txt", said, StringComparison.Ordinal);
            Assert.DoesNotContain("slow.txt", group.Arrived("all"));
        }

        await group.ArrivedAsync("all", 51);
        await FileGroup.StopAsync(server);
        string arrived = Assert.Single(
            group.ArrivedPaths("all"), path => path.EndsWith("slow.txt", StringComparison.Ordinal));
        Assert.Equal(expected, await File.ReadAllTextAsync(arrived));
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_file_that_another_process_has_locked_waits_by_name_and_the_rest_flows_on()
    {
        Assert.SkipUnless(Tool.Find("flock") is not null, "flock (util-linux) is not installed.");
        using var group = new FileGroup();
        group.Configure(("all", All));
        group.Put("locked.txt", "under lock and key");
        using var holder = Process.Start(new ProcessStartInfo(
            "flock", ["--exclusive", Path.Combine(group.In, "locked.txt"), "sh", "-c", "echo held; read -r line"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        await using var server = await group.StartReadyAsync();
        group.Put(0, 50);
        await group.ArrivedAsync("all", 50);
        string said = await server.WaitForLineAsync("locked, for more than", ViaductProgram.Patience);
        Assert.Contains("locked.txt", said, StringComparison.Ordinal);
        Assert.DoesNotContain("locked.txt", group.Arrived("all"));

        await holder.StandardInput.WriteLineAsync();
        await holder.WaitForExitAsync();
        await group.ArrivedAsync("all", 51);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task What_is_no_file_is_left_by_name_and_the_rest_flows_on()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await Tool.RunAsync("mkfifo", Path.Combine(group.In, "a-pipe.txt"));
        File.CreateSymbolicLink(Path.Combine(group.In, "a-link.txt"), "nowhere.txt");
        Directory.CreateDirectory(Path.Combine(group.In, "a-folder.txt"));
        await using var server = await group.StartReadyAsync();
        foreach (string name in new[] { "a-pipe.txt", "a-link.txt" })
        {
            string said = await server.WaitForLineAsync(name, ViaductProgram.Patience);
            Assert.Contains("only regular files are taken", said, StringComparison.Ordinal);
        }

        group.Put(0, 50);
        await group.ArrivedAsync("all", 50);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        Assert.Equal(
            ["a-folder.txt", "a-link.txt", "a-pipe.txt"],
            Directory.EnumerateFileSystemEntries(group.In).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_left_by_name_and_taken_once_it_may()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Rights are those of Unix.");
        using var group = new FileGroup();
        group.Configure(("all", All));
        group.Put("secret.txt", "nobody may read this");
        string secret = Path.Combine(group.In, "secret.txt");
        group.Out("all");
        await using var server = await StartWithoutRightsAsync(group, () => Tool.RunAsync("chmod", "000", secret));
        string said = await server.WaitForLineAsync("secret.txt", ViaductProgram.Patience);
        Assert.Contains("Grant access", said, StringComparison.Ordinal);
        group.Put(0, 50);
        await group.ArrivedAsync("all", 50);
        Assert.True(File.Exists(secret));

        await Tool.RunAsync("chmod", "644", secret);
        await group.ArrivedAsync("all", 51);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
        group.CheckAllTaken();
    }

    [Fact]
    public async Task A_pipe_in_place_of_a_configuration_file_is_refused_by_name()
    {
        using var group = new FileGroup();
        group.Configure(("all", All));
        await Tool.RunAsync("mkfifo", Path.Combine(group.Configuration, "pipe.yaml"));
        var result = await ViaductProgram.RunAsync(["validate", Path.Combine(group.Configuration, "pipe.yaml")]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pipe.yaml is a pipe", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Contains("Put the file itself there", result.Output + result.Error, StringComparison.Ordinal);
    }

    /// <summary>Starts a server of somebody whom rights can be denied; root reads everything.</summary>
    private static async Task<ProcessUnderTest> StartWithoutRightsAsync(FileGroup group, Func<Task> deny)
    {
        if (!Tool.IsRoot)
        {
            await deny();
            return await group.StartReadyAsync();
        }

        Assert.SkipUnless(Tool.Find("setpriv") is not null, "Root is denied rights only by setpriv (util-linux).");
        await Tool.RunAsync("chown", "--recursive", "nobody", group.Folder);
        await deny();
        var server = ProcessUnderTest.Start(
            "setpriv",
            [
                "--reuid", "nobody", "--clear-groups", Path.Combine(ViaductProgram.Folder, "viaduct"),
                "run", "--config", group.Configuration, "--store", group.Store, "--server", "a",
            ]);
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        return server;
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
