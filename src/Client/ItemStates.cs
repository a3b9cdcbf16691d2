namespace Viaduct.Client;

/// <summary>The states of an open item. A newer server may know more.</summary>
public static class ItemStates
{
    /// <summary>Waits for its due time.</summary>
    public const string Waiting = "waiting";

    /// <summary>A server works on it.</summary>
    public const string Active = "active";

    /// <summary>Waits for a person, who may resume or terminate it.</summary>
    public const string Suspended = "suspended";

    /// <summary>Waits for a person, who may save or terminate it.</summary>
    public const string SuspendedNotResumable = "suspendedNotResumable";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Waiting, Active, Suspended, SuspendedNotResumable];

    /// <summary>True if an item in this state waits for a person.</summary>
    public static bool IsSuspended(string state) => state is Suspended or SuspendedNotResumable;
}
