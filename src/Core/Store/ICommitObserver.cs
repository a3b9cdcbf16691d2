namespace Viaduct.Core.Store;

/// <summary>Is told what became of a commit entry.</summary>
internal interface ICommitObserver
{
    /// <summary>Called once per entry, by the writer, in the order of commit. Must not block or throw.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="detail">What the store said of a refused entry, else null.</param>
    void Settled(CommitEntry entry, EntryOutcome outcome, string? detail);
}
