namespace Viaduct.Core.Store;

/// <summary>Configurations and routes. Rules 50 to 59 and 104 of the message box.</summary>
public interface IConfigurationStore
{
    /// <summary>The active configuration, or null if none was ever applied.</summary>
    Task<ActiveConfiguration?> GetActiveAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A cheap look for whether the configuration has moved on: 1. it is another one after each activation, word of an
    /// operator, beginning and end of a trial, announcement, and gift of readers; 2. while none of these happens it
    /// stays the same.
    /// </summary>
    Task<ConfigurationMark> GetMarkAsync(CancellationToken cancellationToken);

    /// <summary>The bytes of a package, or null.</summary>
    Task<byte[]?> GetPackageAsync(string hash, CancellationToken cancellationToken);

    /// <summary>
    /// Announces a configuration that is about to be activated (rule 59), in one transaction: 1. the package is kept
    /// under its hash; 2. it is the announced one, in place of any other, under a number that was never used before;
    /// 3. the answers to announcements before are forgotten; 4. what is active does not change, nor any route version.
    /// </summary>
    /// <returns>The number.</returns>
    Task<long> AnnounceAsync(string hash, ReadOnlyMemory<byte> package, CancellationToken cancellationToken);

    /// <summary>
    /// Takes an announcement back: 1. nothing is announced any more; 2. the package goes, unless it was ever active;
    /// 3. if another one has been announced since, nothing changes.
    /// </summary>
    Task WithdrawAsync(long number, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what a server says of an announcement: 1. one answer per session, the last one; 2. if another has been
    /// announced since, or none is, nothing changes.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="number">The announcement.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task AnswerAsync(AnnouncementAnswer answer, long number, CancellationToken cancellationToken);

    /// <summary>What servers have said of an announcement; nothing if it is not the last one.</summary>
    Task<IReadOnlyList<AnnouncementAnswer>> GetAnswersAsync(long number, CancellationToken cancellationToken);

    /// <summary>
    /// Activates a configuration in one short transaction: 1. the package is kept under its hash; 2. every lane's route
    /// version rises, so that no commit that was routed with an older one can follow; 3. a new reader starts at the
    /// heads that this transaction sees: an exact cut; 4. a reader or port that is no longer named is kept, with its
    /// backlog; 5. a retention class gets the lowest number that was never given to one, or else the lowest of one that
    /// is no longer named, and has its time from now on; one that is named already keeps its number; 6. a trial that is
    /// under way ends: accepted if its candidate is activated, else withdrawn (rule 92).
    /// </summary>
    /// <returns>The new active configuration, or null if another hash than the expected one is active.</returns>
    Task<ActiveConfiguration?> ActivateAsync(Activation activation, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what an operator says of a send port or receive location, in one short transaction (rule 58): 1. it
    /// outlives every process and every activation; 2. every lane's route version rises, as by
    /// <see cref="ActivateAsync"/>; 3. what is said already, or taken back without having been said, changes nothing;
    /// 4. when the configuration was applied does not change.
    /// </summary>
    /// <returns>The active configuration, or null if another hash than the expected one is active.</returns>
    /// <exception cref="ArgumentException">The word is not one for what is named.</exception>
    Task<ActiveConfiguration?> OperateAsync(PortOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps what an operator says of a host on a server, or of a server, in one short transaction (rule 104): 1. it
    /// outlives every process and every activation; 2. every lane's route version rises, as by
    /// <see cref="ActivateAsync"/>; 3. what is said already, or taken back without having been said, changes nothing.
    /// </summary>
    /// <returns>The active configuration, or null if another hash than the expected one is active.</returns>
    /// <exception cref="ArgumentException">The word is not one for what is named.</exception>
    Task<ActiveConfiguration?> PlaceAsync(InstanceOrder order, CancellationToken cancellationToken);

    /// <summary>The configurations that were made active, the newest first, each activation once.</summary>
    Task<IReadOnlyList<AppliedConfiguration>> ListAppliedAsync(int rowsMax, CancellationToken cancellationToken);

    /// <summary>
    /// Detaches a send port from its host's reader: a reader of kind DetachedPort is made if there is none, with rows
    /// for the given lanes, owned by the session, standing at the given progress (copied from the host's reader at
    /// this moment), and with copies of what senders recorded for the host's items at or beyond it: an item that was
    /// begun before goes on as one. The host's own progress goes past the port's items from then on. Fenced by the
    /// host's reader in each lane. A port that was detached before has the same reader; epochs go on from where they
    /// were.
    /// </summary>
    /// <returns>The grants, or null if a fence failed.</returns>
    Task<IReadOnlyList<ReaderGrant>?> DetachPortAsync(
        SessionId session, string name, IReadOnlyList<ProgressRow> hostProgress, CancellationToken cancellationToken);

    /// <summary>
    /// Joins a detached port to its host again in these lanes: the rows of the detached reader go, if the session owns
    /// them in these epochs.
    /// </summary>
    /// <returns>False if a fence failed and nothing was changed.</returns>
    Task<bool> JoinPortAsync(
        SessionId session, IReadOnlyList<ProgressRow> detached, CancellationToken cancellationToken);
}
