namespace Viaduct.Core.Store;

/// <summary>What a reader reads for. The numbers are stored: never renumber.</summary>
public enum ReaderKind
{
    /// <summary>The tracker. It reads the track of every segment and needs no reference rows. There is one.</summary>
    Tracker = 0,

    /// <summary>A host: all its send ports and orchestrations that have no reader of their own.</summary>
    Host = 1,

    /// <summary>
    /// A send port that lags behind its host (stopped, behind an open circuit): it reads its host's references from
    /// the place where it left, and joins the host again when it has caught up.
    /// </summary>
    DetachedPort = 2,

    /// <summary>
    /// The responses for those who wait in one server's process; its name is the server's. It is in all lanes, also
    /// in those of others.
    /// </summary>
    Reply = 3,

    /// <summary>
    /// An ordered send port, or one of its key groups; its name is the port's, or <c>port/number</c>. It is in all
    /// lanes, and all of it belongs to one session at a time.
    /// </summary>
    Ordered = 4,
}
