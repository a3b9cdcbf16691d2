namespace Viaduct.Client;

/// <summary>What can be said of a host on a server.</summary>
public static class InstanceActions
{
    /// <summary>The host gets an instance on the server. A second one is refused.</summary>
    public const string Assign = "assign";

    /// <summary>The instance works.</summary>
    public const string Start = "start";

    /// <summary>The instance receives and sends nothing; others have its work, or it waits.</summary>
    public const string Stop = "stop";

    /// <summary>The instance goes on with what it has, and takes nothing over that another one can take.</summary>
    public const string Pause = "pause";

    /// <summary>The instance receives nothing and gives its work to others; what nobody can take it works itself.
    /// </summary>
    public const string Drain = "drain";

    /// <summary>The instance is stopped, and cannot be started before it is enabled.</summary>
    public const string Disable = "disable";

    /// <summary>A disabled instance may be started again.</summary>
    public const string Enable = "enable";

    /// <summary>The instance goes; it drains first.</summary>
    public const string Delete = "delete";

    /// <summary>The instance goes at once.</summary>
    public const string Remove = "remove";

    /// <summary>What the configuration says: an operator's word is taken back.</summary>
    public const string Reset = "reset";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Assign, Start, Stop, Pause, Drain, Disable, Enable, Delete, Remove, Reset];
}
