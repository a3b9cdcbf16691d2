using System.Diagnostics;
using System.Globalization;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// Runs the commands of a page of docs/operate as they stand there, in a folder with <c>config</c>, and checks how
/// each ends.
/// </summary>
/// <param name="page">The page's name.</param>
/// <param name="group">The group that it is about.</param>
internal sealed class Runbook(string page, FileGroup group) : IAsyncDisposable
{
    private const string Server = "viaduct run ";

    private readonly IReadOnlyList<IReadOnlyList<DocumentedCommand>> _blocks =
        DocumentedCommand.Blocks(Repository.PathOf("docs/operate", page));

    private readonly List<ProcessUnderTest> _servers = [];
    private int _next;

    /// <summary>Where the admin API is that the page asks, instead of at the usual address; null for none.</summary>
    public string? Authority { get; init; }

    /// <summary>Where the admin API of a second server is, instead of at the port after the usual one.</summary>
    public string? OtherAuthority { get; init; }

    /// <summary>True while there are blocks to run.</summary>
    public bool HasMore => _next < _blocks.Count;

    /// <summary>The server that was started last by the page.</summary>
    public ProcessUnderTest LastServer => _servers[^1];

    /// <summary>The servers that the page has started.</summary>
    public IReadOnlyList<ProcessUnderTest> Servers => _servers;

    /// <summary>What the next block says.</summary>
    public string NextText => string.Join('\n', _blocks[_next].Select(command => command.Text));

    /// <summary>Passes the next block over.</summary>
    public void Skip() => _next++;

    /// <summary>Runs the next block.</summary>
    /// <returns>What its commands wrote.</returns>
    public async Task<string> RunNextAsync()
    {
        string output = "";
        foreach (var command in _blocks[_next++])
        {
            string text = await FillInAsync(command.Text);
            if (text.StartsWith(Server, StringComparison.Ordinal) && command.ExitCode == 0) await StartAsync(text);
            else output += await RunAsync(text, command.ExitCode);
        }

        return output;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }

    private async Task<string> FillInAsync(string text)
    {
        if (Authority is { } address)
            text = text.Replace("127.0.0.1:7465", address, StringComparison.Ordinal);
        if (OtherAuthority is { } other)
            text = text.Replace("127.0.0.1:7466", other, StringComparison.Ordinal);
        text = text.Replace(" PORT", " all", StringComparison.Ordinal)
            .Replace(" LOCATION", " files-folder", StringComparison.Ordinal);
        if (text.EndsWith(" PID", StringComparison.Ordinal))
            return text[..^3] + _servers.First(s => !s.HasExited).Id.ToString(CultureInfo.InvariantCulture);
        if (!text.Contains(" ID", StringComparison.Ordinal)) return text;
        bool isDrill = text.Contains(" drill ", StringComparison.Ordinal);
        var list = await ViaductProgram.JsonAsync(
            0, isDrill ? "drill" : "messages", "list", "--store", group.Store);
        string id = list.GetProperty(isDrill ? "drills" : "items")[0].GetProperty("id").GetString()!;
        return text.Replace(" ID", $" {id}", StringComparison.Ordinal);
    }

    private async Task StartAsync(string text)
    {
        var server = ViaductProgram.Start(text.Split(' ').Skip(1), group.Folder, Variables());
        _servers.Add(server);
        await server.WaitForLineAsync("ready:", ViaductProgram.Patience);
    }

    private async Task<string> RunAsync(string text, int exitCode)
    {
        var start = new ProcessStartInfo("bash", ["-c", text])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = group.Folder,
        };
        foreach (var (name, value) in Variables()) start.Environment[name] = value;
        start.Environment["VIADUCT_ADMIN"] = "off";
        start.Environment["PATH"] = $"{ViaductProgram.Folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        // A drill waits for a server that is slow for as long as that alone.
        await process.WaitForExitAsync().WaitAsync(4 * ViaductProgram.Patience);
        string all = await output + await error;
        Assert.True(exitCode == process.ExitCode, $"{page}: '{text}' ended with {process.ExitCode}:\n{all}");
        return all;
    }

    private Dictionary<string, string?> Variables()
    {
        var all = new Dictionary<string, string?> { ["VIADUCT_STORE"] = group.Store };
        if (Authority is { } address) all["VIADUCT_SERVER"] = $"http://{address}";
        return all;
    }
}
