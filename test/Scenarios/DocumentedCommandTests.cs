using Viaduct.Cli.CommandLine;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>Every call of viaduct that a document shows is one that it understands.</summary>
public class DocumentedCommandTests
{
    private const string Example = "019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77";

    [Fact]
    public void Every_documented_command_is_understood()
    {
        var root = ViaductCommandLine.Create();
        var commands = Documents().SelectMany(path => DocumentedCommand.Blocks(path)
            .SelectMany(block => block).Select(command => (Path: path, command.Text))).ToList();
        var calls = commands.Where(command => command.Text.StartsWith("viaduct ", StringComparison.Ordinal)).ToList();
        Assert.True(calls.Count > 30, $"{calls.Count} commands found");
        foreach (var (path, text) in calls)
        {
            string call = text.Split(" > ")[0].Replace(" ID", $" {Example}", StringComparison.Ordinal);
            var errors = root.Parse(call["viaduct ".Length..]).Errors;
            Assert.True(errors.Count == 0, $"{path}: '{text}': {string.Join(' ', errors.Select(e => e.Message))}");
        }
    }

    [Fact]
    public void Every_page_for_operators_is_run_by_a_test()
    {
        string tests = string.Concat(
            Directory.GetFiles(Repository.PathOf("test/Scenarios"), "*Tests.cs").Select(File.ReadAllText));
        foreach (string page in Directory.GetFiles(Repository.PathOf("docs/operate"), "*.md"))
            if (DocumentedCommand.Blocks(page).Count > 0)
                Assert.Contains($"\"{Path.GetFileName(page)}\"", tests, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Documents()
    {
        string[] folders = ["docs", "src", "samples"];
        return folders.SelectMany(folder => Directory.EnumerateFiles(
            Repository.PathOf(folder), "*.md", SearchOption.AllDirectories)).Append(Repository.PathOf("README.md"));
    }
}
