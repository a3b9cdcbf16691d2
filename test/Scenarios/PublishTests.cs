using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The executable as it is installed: made by the command that the README shows.</summary>
public class PublishTests
{
    [Fact]
    public async Task The_published_executable_works_and_publishing_leaves_the_lock_files_alone()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1", "Only in the long mode.");
        var command = DocumentedCommand.Blocks(Repository.PathOf("README.md")).SelectMany(block => block)
            .Single(one => one.Text.StartsWith("dotnet publish ", StringComparison.Ordinal));
        using var folder = new TempFolder();
        string text = command.Text.Replace("-o out", $"-o {folder.Path}", StringComparison.Ordinal);
        Assert.NotEqual(command.Text, text);
        var before = LockFiles();
        await Tool.RunAsync("bash", "-c", $"cd '{Repository.Root}' && {text}");
        Assert.Equal(before, LockFiles());

        using var group = new FileGroup();
        group.Configure(("all", "receivePort == \"files-in\""));
        await using var server = ProcessUnderTest.Start(
            Path.Combine(folder.Path, "viaduct"), ["run", "--config", group.Configuration, "--store", group.Store]);
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
        group.Put(0, 10);
        await group.ArrivedAsync("all", 10);
        await FileGroup.StopAsync(server);
        group.CheckEachOnce("all");
    }

    private static List<string> LockFiles() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("src"), "packages.lock.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];
}
