namespace Viaduct.Core.Store;

/// <summary>What a process says of itself when it joins the group.</summary>
/// <param name="Server">The server's name, unique among live sessions.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The operating system's process id.</param>
/// <param name="ProductVersion">Viaduct's version.</param>
public sealed record SessionRequest(string Server, string Machine, int ProcessId, string ProductVersion)
{
    /// <summary>The only hosts that the process runs; none: it runs all. Default: none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>For stores: the hosts as one text.</summary>
    public string HostsText => string.Join('\n', Hosts);

    /// <summary>For stores: the hosts of a text.</summary>
    public static IReadOnlyList<string> HostsOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : text.Split('\n');
    }
}
