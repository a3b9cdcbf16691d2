using System.Xml;

namespace Viaduct.Cli.Demo;

/// <summary>
/// Looks at what lies in the folders and compares it with what must lie there. It knows nothing of how the server
/// works: it reads names and bytes.
/// </summary>
internal sealed class DemoChecker(DemoFolders folders, IReadOnlyList<DemoExpectation> files)
{
    // A file's name is the message's id, a dash, and the name of the file that came in.
    private const int IdLength = 36;
    private const string TemporaryEnding = ".viaduct-tmp";

    private readonly Dictionary<string, DemoExpectation> _files =
        files.ToDictionary(file => file.Name, StringComparer.Ordinal);

    private readonly Dictionary<(string Port, string Name, string Digest), int> _arrived = [];
    private readonly List<DemoFinding> _findings = [];
    private readonly List<DemoDelivery> _deliveries = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<DemoFinding> Findings => _findings;

    /// <summary>The deliveries that are right.</summary>
    public IReadOnlyList<DemoDelivery> Deliveries => _deliveries;

    /// <summary>Checks everything.</summary>
    public void Check(IReadOnlyList<SuspendedFile> suspended)
    {
        foreach (string port in DemoFolders.Ports)
            foreach (string path in Directory.EnumerateFiles(folders.Out(port)))
                CheckArrived(port, path);
        foreach (var file in files)
            foreach (var arrival in file.Arrivals)
                if (!_arrived.ContainsKey((arrival.Port, file.Name, arrival.Digest)))
                    Find(DemoFindingKind.Lost, arrival.Port, file.Name, "it has not arrived");
        CheckSuspended(suspended);
        CheckLeftOver();
    }

    private void CheckArrived(string port, string path)
    {
        string name = Path.GetFileName(path);
        // Begun and not ended: its message counts as lost already.
        if (name.EndsWith(TemporaryEnding, StringComparison.Ordinal)) return;
        if (name.Length <= IdLength + 1 || !Guid.TryParse(name.AsSpan(0, IdLength), out var message)
            || !_files.TryGetValue(name[(IdLength + 1)..], out var file)
            || file.Arrivals.FirstOrDefault(arrival => arrival.Port == port) is not { } any)
        {
            Find(DemoFindingKind.Wrong, port, name, "nobody sent it there");
            return;
        }

        // Of a file that is split several arrive at one port; they tell themselves apart by what they say.
        string digest = DigestOf(path, any.IsXml);
        if (!file.Arrivals.Any(arrival => arrival.Port == port && arrival.Digest == digest))
        {
            Find(DemoFindingKind.Wrong, port, file.Name, "its content is not what it must be");
            return;
        }

        int times = _arrived[(port, file.Name, digest)] = _arrived.GetValueOrDefault((port, file.Name, digest)) + 1;
        if (times > 1) Find(DemoFindingKind.Duplicated, port, file.Name, $"it has arrived {times} times");
        else _deliveries.Add(new DemoDelivery(file, port, message));
    }

    private static string DigestOf(string path, bool isXml)
    {
        if (!isXml) return DemoExpectation.BytesDigestOf(File.ReadAllBytes(path));
        try
        {
            return CanonicalXml.Digest(File.OpenRead(path));
        }
        catch (XmlException)
        {
            return "not well-formed";
        }
    }

    private void CheckSuspended(IReadOnlyList<SuspendedFile> suspended)
    {
        var byName = suspended.ToLookup(item => item.Name, StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.FailureCode is not null))
        {
            var items = byName[file.Name].ToList();
            if (items.Count == 0) Find(DemoFindingKind.Lost, file.Folder, file.Name, "it is not suspended");
            else if (items.Count > 1)
                Find(DemoFindingKind.Duplicated, file.Folder, file.Name, $"it is suspended {items.Count} times");
            else if (items[0].FailureCode != file.FailureCode)
                Find(
                    DemoFindingKind.Wrong, file.Folder, file.Name,
                    $"it is suspended with {items[0].FailureCode} instead of {file.FailureCode}");
            else if (file.IsKeptAsItCame && items[0].BytesDigest != file.BytesDigest)
                Find(DemoFindingKind.Wrong, file.Folder, file.Name, "its bytes are not kept as they came");
        }

        foreach (var item in suspended.Where(item => _files.GetValueOrDefault(item.Name)?.FailureCode is null))
            Find(DemoFindingKind.Wrong, item.Port, item.Name, $"it is stuck there: {item.FailureText}");
    }

    // What was taken in is gone from its folder, and nothing half done lies about.
    private void CheckLeftOver()
    {
        string input = Path.Combine(folders.Root, "in");
        foreach (string path in Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories))
            Find(
                DemoFindingKind.Lost, Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path),
                "it was not taken in");
    }

    private void Find(DemoFindingKind kind, string place, string name, string what) =>
        _findings.Add(new DemoFinding(kind, place, name, what));
}
