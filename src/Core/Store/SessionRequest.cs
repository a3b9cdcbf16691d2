namespace Viaduct.Core.Store;

/// <summary>What a process says of itself when it joins the group.</summary>
/// <param name="Server">The server's name, unique among live sessions.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="ProcessId">The operating system's process id.</param>
/// <param name="ProductVersion">Viaduct's version.</param>
public sealed record SessionRequest(string Server, string Machine, int ProcessId, string ProductVersion);
