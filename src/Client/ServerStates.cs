namespace Viaduct.Client;

/// <summary>What servers do.</summary>
public static class ServerStates
{
    /// <summary>It works.</summary>
    public const string Up = "up";

    /// <summary>It goes on with what it has, and takes nothing over that another one can take.</summary>
    public const string Paused = "paused";

    /// <summary>It receives nothing, and has given its work to others, or is giving it.</summary>
    public const string Draining = "draining";

    /// <summary>It is dead, and waits to be taken over.</summary>
    public const string Lost = "lost";

    /// <summary>Something was said of it, and it is not there.</summary>
    public const string Away = "away";
}
