namespace Viaduct.Client;

/// <summary>What can be said of a server.</summary>
public static class ServerActions
{
    /// <summary>It goes on with what it has, and takes nothing over that another one can take.</summary>
    public const string Pause = "pause";

    /// <summary>It receives nothing and gives its work to others; it stays in the group.</summary>
    public const string Drain = "drain";

    /// <summary>What was said of it is taken back.</summary>
    public const string Resume = "resume";
}
