using Viaduct.Core.Adapters;

namespace Viaduct.Core.Store;

/// <summary>What became of a commit. Everything but <see cref="Committed"/> left no trace in the store.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>All of it is durable.</summary>
    public sealed record Committed : CommitResult
    {
        /// <summary>The one value.</summary>
        public static readonly Committed Instance = new();
    }

    /// <summary>
    /// The lane is not the session's (any more): the session has been taken over. It must stop acting.
    /// </summary>
    public sealed record LaneLost : CommitResult;

    /// <summary>The routes have changed: load them, route again, commit again.</summary>
    /// <param name="RouteVersion">The version that is active now.</param>
    public sealed record RoutesChanged(long RouteVersion) : CommitResult;

    /// <summary>These readers in lanes are not the session's (any more).</summary>
    /// <param name="Readers">At least one; perhaps not all that are lost.</param>
    public sealed record ReadersLost(IReadOnlyList<ReaderLane> Readers) : CommitResult;

    /// <summary>These open items are not the session's (any more).</summary>
    /// <param name="Items">At least one; perhaps not all that are lost.</param>
    public sealed record OpenItemsLost(IReadOnlyList<Guid> Items) : CommitResult;

    /// <summary>These leases are not the session's (any more).</summary>
    /// <param name="Names">At least one; perhaps not all that are lost.</param>
    public sealed record LeasesLost(IReadOnlyList<string> Names) : CommitResult;

    /// <summary>These receipts were there already: commit again without their members.</summary>
    /// <param name="Keys">At least one; perhaps not all.</param>
    public sealed record ReceiptsTaken(IReadOnlyList<ReceiptKey> Keys) : CommitResult;

    /// <summary>The store refused the data of some member: commit the members one by one to find it.</summary>
    /// <param name="Text">What the store said, and what to do.</param>
    public sealed record Refused(string Text) : CommitResult;

    /// <summary>The store has no room (disk full, quota): nothing can be written until there is.</summary>
    /// <param name="Text">What the store said, and what to do.</param>
    public sealed record NoRoom(string Text) : CommitResult;
}
