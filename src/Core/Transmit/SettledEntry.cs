using Viaduct.Core.Process;

namespace Viaduct.Core.Transmit;

/// <summary>The settled work items of one origin that share a commit entry.</summary>
/// <param name="Items">The items.</param>
internal sealed record SettledEntry(List<WorkItem> Items)
{
    /// <summary>True if the store has refused their completion before, and this tells of that.</summary>
    public bool IsRefused { get; init; }
}
