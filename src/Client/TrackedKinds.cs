namespace Viaduct.Client;

/// <summary>The kinds of events on messages' ways.</summary>
public static class TrackedKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["published", "sent", "failed", "suspended", "resumed", "terminated", "duplicate", "body"];
}
