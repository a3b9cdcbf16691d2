using Viaduct.Server.Api;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Hosting;

/// <summary>How a server process runs.</summary>
public sealed record ServerHostOptions
{
    /// <summary>The server's name, unique in its group. Default: the machine's name.</summary>
    public string Server { get; init; } = Environment.MachineName;

    /// <summary>The only hosts that it runs; none (default): all that the group has for it.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// Applied if the store has no configuration yet; refused if the store has another one. Null (default): the store
    /// must have one.
    /// </summary>
    public CheckedConfiguration? Configuration { get; init; }

    /// <summary>The admin API; null (default) for none.</summary>
    public AdminOptions? Admin { get; init; }

    /// <summary>How long a stop waits for what has begun. Default 30 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
