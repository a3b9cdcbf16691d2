namespace Viaduct.Cli.Demo;

/// <summary>The folders of one run, below a temporary one.</summary>
internal sealed class DemoFolders
{
    /// <summary>What the send ports write to, one folder each.</summary>
    public static readonly IReadOnlyList<string> Ports =
    [
        "to-erp", "to-approval", "to-express-desk", "to-export-desk", "to-auditors", "to-reminders", "to-ledger",
        "to-archive", "to-berth-planning", "to-pilots", "to-fire-brigade", "to-document-store", "to-backup", "to-shop",
        "to-picking", "to-forwarder", "to-accounts", "to-treasury", "to-inventory", "to-carrier",
    ];

    private static readonly string[] Inputs =
    [
        "orders", "invoices", "notices", "scans", "prices", "call-offs", "payments", "stock", "shipments",
    ];

    private DemoFolders(string root) => Root = root;

    /// <summary>The folder of the run.</summary>
    public string Root { get; }

    /// <summary>The configuration.</summary>
    public string Configuration => Path.Combine(Root, "configuration");

    /// <summary>Where files wait until they are put in.</summary>
    public string Staging => Path.Combine(Root, "staging");

    /// <summary>What a server logs.</summary>
    public string ServerLog(string server) => Path.Combine(Root, $"server-{server}.log");

    /// <summary>Makes the folders and writes the configuration.</summary>
    public static DemoFolders Create()
    {
        var folders = new DemoFolders(Directory.CreateTempSubdirectory("viaduct-demo-").FullName);
        foreach (string input in Inputs) Directory.CreateDirectory(folders.In(input));
        foreach (string port in Ports) Directory.CreateDirectory(folders.Out(port));
        Directory.CreateDirectory(folders.Staging);
        DemoSamples.Extract(folders.Configuration);
        return folders;
    }

    /// <summary>The folder of a receive location.</summary>
    public string In(string name) => Path.Combine(Root, "in", name);

    /// <summary>The folder of a send port.</summary>
    public string Out(string port) => Path.Combine(Root, "out", port);

    /// <summary>How many files lie in the folders of the send ports.</summary>
    public int CountOut() => Ports.Sum(port => Directory.EnumerateFiles(Out(port)).Count(IsWhole));

    /// <summary>False for the temporary files of the FILE adapter.</summary>
    public static bool IsWhole(string path) => !Path.GetFileName(path).StartsWith('.');

    /// <summary>Removes everything.</summary>
    public void Remove() => Directory.Delete(Root, recursive: true);
}
