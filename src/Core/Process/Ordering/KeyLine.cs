namespace Viaduct.Core.Process.Ordering;

/// <summary>The messages of one key: at most one is in hand, the others wait in their order.</summary>
internal sealed class KeyLine(string key)
{
    /// <summary>The key.</summary>
    public string Key => key;

    /// <summary>Those that wait.</summary>
    public Queue<WorkItem> Waiting { get; } = [];

    /// <summary>The one that is being sent.</summary>
    public WorkItem? InHand { get; set; }

    /// <summary>The open items that must end before the next one begins.</summary>
    public HashSet<Guid> HeldBy { get; } = [];

    /// <summary>True if there is nothing to keep it for.</summary>
    public bool IsEmpty => Waiting.Count == 0 && InHand is null && HeldBy.Count == 0;
}
