namespace Viaduct.Core.Store;

/// <summary>
/// What an operator says of a host on a server, or of a server. The numbers are stored: never renumber.
/// </summary>
public enum InstanceWord
{
    /// <summary>The host runs on the server, whatever the configuration says.</summary>
    Started = 1,

    /// <summary>It receives and sends nothing; others have its work, or it waits.</summary>
    Stopped = 2,

    /// <summary>It goes on with what it has, and takes nothing over that another one can take.</summary>
    Paused = 3,

    /// <summary>It receives nothing, and gives its work to others; what nobody can take it works itself.</summary>
    Draining = 4,

    /// <summary>As stopped, and it cannot be started before it is enabled.</summary>
    Disabled = 5,

    /// <summary>The host has no instance on the server, whatever the configuration says; it drains first.</summary>
    Deleted = 6,

    /// <summary>As deleted, at once.</summary>
    Removed = 7,
}
