using System.Diagnostics;
using System.Globalization;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The page for a first flow, run as it stands there.</summary>
public class FirstFlowTests
{
    private const string Place = "/tmp/first-flow";
    private const string Run = "viaduct run ";

    [Fact]
    public async Task Every_step_of_the_page_does_what_it_says()
    {
        using var folder = new TempFolder();
        string port = FreePort.Take().ToString(CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string?>
        {
            ["FLOW_FOLDER"] = folder.Path, ["PORT"] = port, ["VIADUCT_ADMIN"] = "127.0.0.1:0",
        };
        ProcessUnderTest? server = null;
        var said = new List<string>();
        foreach (var command in DocumentedCommand.Blocks(Repository.PathOf("docs/first-flow.md")).SelectMany(b => b))
        {
            string text = command.Text.Replace(Place, folder.Path, StringComparison.Ordinal)
                .Replace("localhost:8080", $"localhost:{port}", StringComparison.Ordinal)
                .Replace(" ID", $" {IdIn(said)}", StringComparison.Ordinal);
            if (text.StartsWith(Run, StringComparison.Ordinal))
            {
                server = ViaductProgram.Start(text.Split(' ').Skip(1), folder.Path, variables);
                variables["VIADUCT_SERVER"] = await AdminAddress.OfAsync(server);
                continue;
            }

            if (text.StartsWith("cat ", StringComparison.Ordinal) && text.Contains("*.xml", StringComparison.Ordinal))
                await WaitFor.TrueAsync(() => Written(folder).Any(), () => "The invoice never comes.");
            if (text.StartsWith("ls ", StringComparison.Ordinal))
                await WaitFor.TrueAsync(() => Written(folder).Count() == 2, () => "The small invoice never comes.");
            said.Add(await RunAsync(text, command.ExitCode, variables));
        }

        string all = string.Join('\n', said);
        Assert.Contains("202 Accepted", all, StringComparison.Ordinal);
        Assert.Contains("<Customer>Contoso</Customer>", all, StringComparison.Ordinal);
        Assert.Contains("line 1, column", all, StringComparison.Ordinal);
        Assert.Contains("Order.Total", all, StringComparison.Ordinal);
        Assert.Contains("small-invoices", all, StringComparison.Ordinal);
        Assert.Contains("small-", said[^1], StringComparison.Ordinal);
        await using (server!) await FileGroup.StopAsync(server!);
    }

    private static IEnumerable<string> Written(TempFolder folder) =>
        Directory.EnumerateFiles(folder.PathOf("out"), "*.xml").Where(path => !Path.GetFileName(path).StartsWith('.'));

    // What 'messages list' shows: the id of the order that nobody wanted.
    private static string IdIn(List<string> said) => said
        .SelectMany(text => text.Split('\n')).Where(line => line.Contains("no-subscriber", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(word => Guid.TryParse(word, out _)) ?? "ID";

    private static async Task<string> RunAsync(
        string text, int exitCode, IReadOnlyDictionary<string, string?> variables)
    {
        var start = new ProcessStartInfo("bash", ["-c", text])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf("."),
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        start.Environment["PATH"] = $"{ViaductProgram.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(ViaductProgram.Patience);
        string all = await output + await error;
        Assert.True(exitCode == process.ExitCode, $"'{text}' ended with {process.ExitCode}:\n{all}");
        return all;
    }
}
