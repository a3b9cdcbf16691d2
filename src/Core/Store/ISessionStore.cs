namespace Viaduct.Core.Store;

/// <summary>
/// Sessions and what they own. One session per process, with one lock that dies with the process and one heartbeat.
/// Rules 20 to 29 and 100 to 105 of the message box.
/// </summary>
public interface ISessionStore
{
    /// <summary>
    /// 1. Takes the session's lock and writes its row. 2. Returns null if a live session has the same server name.
    /// 3. A dead session of that name does not hinder; it is left to be taken over.
    /// </summary>
    Task<SessionId?> StartAsync(SessionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Raises the session's counter, durably. Does not wait behind commits of other processes.
    /// </summary>
    /// <returns>
    /// False if the session has been taken over, or will be because its lock is lost: stop acting at once.
    /// </returns>
    Task<bool> HeartbeatAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>All sessions that have not ended, with what their locks tell.</summary>
    Task<IReadOnlyList<SessionRow>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns soon after a session of another process has died, or after the time: a hint, which may be lost or come
    /// for nothing (rule 105). Never throws <see cref="StoreUnavailableException"/>.
    /// </summary>
    Task WaitForDeathAsync(SessionId session, TimeSpan longest, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a dead session: 1. makes sure that none of its writes can still commit; 2. frees its lanes, readers, open
    /// items, leases and claims, raising each epoch by one, in one transaction; counts a death on each reader (one more
    /// than before if its position has not moved since the last death, else one), on each active open item (which
    /// waits again, due at once) and on each claim; 3. removes the session. 4. Returns false, with nothing changed, if
    /// the session is not there, or its lock is held. Safe to repeat, and for several takers at once: one wins.
    /// </summary>
    Task<bool> TakeOverAsync(SessionId dead, CancellationToken cancellationToken);

    /// <summary>
    /// Ends a session whose process hangs, or cannot be reached: as <see cref="TakeOverAsync"/>, though its lock is
    /// held. 1. Only if its counter still is the one that the caller has watched for a lease. 2. What it holds so that
    /// others wait is taken from it: its connections are ended, or, if there is no other way, its process. 3. Returns
    /// false, with nothing changed, if the session is not there, or beats again; then, or if it could not be done at
    /// once, the caller looks again.
    /// </summary>
    Task<bool> ExpireAsync(SessionId hung, long heartbeat, CancellationToken cancellationToken);

    /// <summary>
    /// The reply reader of the session's server, which is made if there is none. It is taken by
    /// <see cref="AcquireAsync"/>, in all lanes.
    /// </summary>
    /// <returns>Its number.</returns>
    /// <exception cref="InvalidOperationException">The session is not alive (taken over).</exception>
    Task<int> OpenReplyReaderAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// Takes what is free: 1. all free lanes, and new ones until the session has at least <paramref name="lanesMin"/>
    /// and the group at least 16; 2. all free readers of <paramref name="readers"/> in lanes that are the session's
    /// own, and rows for such pairs that do not exist yet (a new lane's readers start at its beginning). Each grant
    /// raises the epoch by one. What the session has already is not touched. 3. A detached port's reader is in the
    /// lanes where it was detached and in no other: it is taken where it is free, never made here. Numbers of no
    /// reader are ignored. 4. A reply reader is taken in all lanes, whoever writes them: the one of the session's own
    /// server from whoever has it, that of another server only if that has no session. 5. An ordered reader is taken in
    /// all lanes or in none (rule 80): not while another session has it in any lane.
    /// </summary>
    /// <returns>All that the session owns now.</returns>
    /// <exception cref="InvalidOperationException">The session is not alive (taken over).</exception>
    Task<Holdings> AcquireAsync(
        SessionId session, int lanesMin, IReadOnlyCollection<int> readers, CancellationToken cancellationToken);

    /// <summary>
    /// Gives readers in lanes away (rules 100 to 103), in one transaction: 1. all or none: each must be the session's
    /// own in its epoch; 2. each is the heir's afterwards, in an epoch that is higher by one, with its progress and
    /// what senders recorded, and no death is counted; 3. an heir that has no session gets nothing; 4. without an heir
    /// (<see cref="SessionId.None"/>) each is its lane's owner's, or free if the lane has none; an ordered one is free
    /// in all lanes; 5. the number <see cref="ConfigurationMark.Given"/> rises, and others get a hint.
    /// </summary>
    /// <returns>False if nothing was changed.</returns>
    Task<bool> GiveAsync(
        SessionId session, SessionId heir, IReadOnlyList<OwnedReader> readers, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a process says of itself: 1. the last of it is shown by
    /// <see cref="ListAsync"/>; 2. of a session that is not there nothing is kept.
    /// </summary>
    Task ReportAsync(SessionId session, SessionReport report, CancellationToken cancellationToken);

    /// <summary>Who owns which reader in which lane, for people; what is free is left out.</summary>
    Task<IReadOnlyList<ReaderOwner>> ListOwnersAsync(CancellationToken cancellationToken);

    /// <summary>Ends one's own session in good order: frees all it owns, raising the epochs, and its lock.</summary>
    Task EndAsync(SessionId session, CancellationToken cancellationToken);
}
