using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Npgsql;
using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>
/// A group in a temporary folder: a configuration, a folder that files are put into, and a folder per send port.
/// </summary>
internal sealed class FileGroup : IDisposable
{
    // A file's name is the message's id, a dash, and the name of the file that came in.
    private const int IdLength = 36;
    private const int LinesShown = 20;

    private readonly TempFolder _folder = new();
    private readonly List<ProcessUnderTest> _servers = [];
    private readonly ConcurrentDictionary<string, string> _putIn = new(StringComparer.Ordinal);

    /// <summary>A group with a store on SQLite, or where the address says.</summary>
    public FileGroup(string? store = null)
    {
        Store = store ?? $"sqlite:{_folder.PathOf("viaduct.db")}";
        In = _folder.Folder("in");
        _folder.Folder("staging");
    }

    /// <summary>The store's address.</summary>
    public string Store { get; }

    /// <summary>The folder that files are put into.</summary>
    public string In { get; }

    /// <summary>The environment variables of its servers, beside what every test sets.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    /// <summary>The folder that holds all others.</summary>
    public string Folder => _folder.Path;

    /// <summary>The folder with the configuration.</summary>
    public string Configuration => _folder.PathOf("config");

    /// <summary>The names of the files that were put in.</summary>
    public IReadOnlyCollection<string> PutIn => [.. _putIn.Keys];

    /// <summary>The address of a database, as Viaduct writes it.</summary>
    public static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    /// <summary>Writes the configuration: a location, and send ports with filters.</summary>
    public void Configure(params (string Port, string Filter)[] ports) => Configure("", ports);

    /// <summary>Writes the configuration: what follows the name of the application.</summary>
    public void ConfigureText(string application) => WriteConfiguration(
        "viaduct.yaml",
        Encoding.UTF8.GetBytes($"group: scenario\nstore: {Store}\n---\napplication: files\n{application}"));

    /// <summary>Writes a file of the configuration.</summary>
    public void WriteConfiguration(string path, byte[] content)
    {
        string file = _folder.PathOf("config", path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    /// <summary>Writes the configuration, with lines that follow the location's folder.</summary>
    public void Configure(string location, params (string Port, string Filter)[] ports)
    {
        var text = new StringBuilder($"""
            group: scenario
            store: {Store}
            ---
            application: files
            receivePorts:
              - name: files-in
                locations:
                  - name: files-folder
                    file: {"{"} folder: "{In}", mask: "*", every: 1s {"}"}
            {location}
            sendPorts:

            """);
        foreach (var (port, filter) in ports)
            text.Append($"""
                  - name: {port}
                    filter: {filter}
                    file: {"{"} folder: "{Out(port)}", fileName: "%MessageID%-%SourceFileName%" {"}"}
                    retry: {"{"} count: 100, every: 1s {"}"}

                """);
        _folder.Write("config/viaduct.yaml", text.ToString());
    }

    /// <summary>The folder of a send port, which is made if it is not there.</summary>
    public string Out(string port) => _folder.Folder("out", port);

    /// <summary>Any path in the group's folder.</summary>
    public string PathOf(params string[] parts) => _folder.PathOf(parts);

    /// <summary>Starts a server of the group, with its configuration.</summary>
    public ProcessUnderTest Start(string server = "a", params string[] more)
    {
        var started = ViaductProgram.Start(
            ["run", "--config", Configuration, "--store", Store, "--server", server, .. more], null, Variables);
        _servers.Add(started);
        return started;
    }

    /// <summary>Starts a server and waits until it works.</summary>
    public async Task<ProcessUnderTest> StartReadyAsync(string server = "a", params string[] more)
    {
        var process = Start(server, more);
        await process.WaitForLineAsync("ready:", ViaductProgram.Patience);
        return process;
    }

    /// <summary>Puts a file in: whole, by a rename.</summary>
    public void Put(string name, string content)
    {
        _putIn[name] = content;
        string staged = _folder.PathOf("staging", name);
        File.WriteAllText(staged, content);
        File.Move(staged, Path.Combine(In, name));
    }

    /// <summary>Puts a file of bytes in; only text counts for <see cref="CheckEachOnce"/>.</summary>
    public void PutBytes(string name, byte[] content)
    {
        string staged = _folder.PathOf("staging", name);
        File.WriteAllBytes(staged, content);
        File.Move(staged, Path.Combine(In, name));
    }

    /// <summary>Puts numbered files in.</summary>
    public void Put(int first, int count)
    {
        for (int i = first; i < first + count; i++) Put($"file-{i:00000}.txt", $"content of file {i}\n");
    }

    /// <summary>The names of the files that have arrived at a send port, as often as they have.</summary>
    public IReadOnlyList<string> Arrived(string port) =>
        [.. ArrivedPaths(port).Select(path => Path.GetFileName(path)[(IdLength + 1)..])];

    /// <summary>Waits until so many files have arrived at a send port.</summary>
    public Task ArrivedAsync(string port, int count, TimeSpan? patience = null) => WaitFor.TrueAsync(
        () => Arrived(port).Count >= count,
        async () => $"{Arrived(port).Count} of {count} files at {port}\n{await DescribeAsync()}",
        patience);

    /// <summary>Waits until so many messages are suspended, and gives them.</summary>
    public async Task<IReadOnlyList<JsonElement>> SuspendedAsync(int count)
    {
        List<JsonElement> items = [];
        await WaitFor.TrueAsync(
            async () => (items = await SuspendedAsync()).Count >= count,
            async () => $"{items.Count} of {count} messages are suspended\n{await DescribeAsync()}");
        return items;
    }

    private async Task<List<JsonElement>> SuspendedAsync()
    {
        var list = await ViaductProgram.JsonAsync(
            0, "messages", "list", "--state", "suspended", "--limit", "1000", "--store", Store);
        return [.. list.GetProperty("items").EnumerateArray()];
    }

    /// <summary>How the group is, for the text of a failure.</summary>
    public async Task<string> DescribeAsync()
    {
        var status = await ViaductProgram.RunAsync(["status", "--store", Store]);
        var last = _servers.LastOrDefault()?.Lines ?? [];
        return $"{status.Output}{status.Error}\n{string.Join('\n', last.TakeLast(LinesShown))}";
    }

    /// <summary>Every file that was put in has arrived at the port exactly once, with its content.</summary>
    public void CheckEachOnce(string port, Func<string, bool>? wanted = null)
    {
        var expected = _putIn.Keys.Where(name => wanted?.Invoke(name) ?? true).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, Arrived(port).Order(StringComparer.Ordinal));
        foreach (string path in ArrivedPaths(port))
            Assert.Equal(_putIn[Path.GetFileName(path)[(IdLength + 1)..]], File.ReadAllText(path));
    }

    /// <summary>Nothing lies in the folder that files are put into, not even a claimed file.</summary>
    public void CheckAllTaken() => Assert.Empty(Directory.EnumerateFiles(In));

    /// <summary>Keeps every process from writing to the store, SQLite only, until what is returned is closed.</summary>
    public async Task<FileStream> HoldWritesAsync()
    {
        FileStream? gate = null;
        await WaitFor.TrueAsync(() => (gate = TryHoldGate()) is not null, () => "The gate is never free.");
        return gate!;
    }

    private FileStream? TryHoldGate()
    {
        try
        {
            return new FileStream(
                _folder.PathOf("viaduct.db-gate"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Stops a server in order.</summary>
    public static async Task StopAsync(ProcessUnderTest server)
    {
        server.Terminate();
        Assert.Equal(0, await server.WaitForExitAsync(ViaductProgram.Patience));
    }

    /// <summary>The files that have arrived; what a killed server leaves under a temporary name has not.</summary>
    public IEnumerable<string> ArrivedPaths(string port) =>
        Directory.EnumerateFiles(Out(port)).Where(path => !Path.GetFileName(path).StartsWith('.'));

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
