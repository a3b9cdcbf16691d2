namespace Viaduct.Core.Cluster;

/// <summary>What a host does on a server.</summary>
public enum InstanceState
{
    /// <summary>It has no instance there.</summary>
    None,

    /// <summary>It receives and sends.</summary>
    Running,

    /// <summary>It goes on with what it has, and takes nothing over that another one can take.</summary>
    Paused,

    /// <summary>It receives nothing, and gives its work to others; what nobody can take it works itself.</summary>
    Draining,

    /// <summary>It is clustered and active elsewhere: it receives and sends nothing until it takes over.</summary>
    Standby,

    /// <summary>It receives and sends nothing.</summary>
    Stopped,

    /// <summary>As stopped, and it cannot be started before it is enabled.</summary>
    Disabled,
}
