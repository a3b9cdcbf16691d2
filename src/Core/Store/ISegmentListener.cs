namespace Viaduct.Core.Store;

/// <summary>Is handed what has been committed, from memory (rule 18).</summary>
internal interface ISegmentListener
{
    /// <summary>Work for a reader. Called by the writer in the order of commit; must not block.</summary>
    void Committed(ReaderLane readerLane, long sequence, List<HandedMessage> messages);

    /// <summary>The track of a segment, in memory that the listener may keep.</summary>
    void Tracked(int lane, long sequence, ReadOnlyMemory<byte> track);

    /// <summary>The session has been taken over: nothing of it can be committed any more.</summary>
    void SessionLost();

    /// <summary>A reader in a lane belongs to another owner now.</summary>
    void ReaderLost(ReaderLane readerLane);
}
