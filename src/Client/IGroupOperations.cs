namespace Viaduct.Client;

/// <summary>
/// Everything that can be asked of a group and done to it. <see cref="ViaductClient"/> does it by a server's admin API;
/// the server itself, and commands on a store, by the same code on the store.
/// </summary>
/// <remarks>Every method may throw <see cref="ViaductException"/>, which says what is wrong and what to do.</remarks>
public interface IGroupOperations
{
    /// <summary>How the group is.</summary>
    Task<GroupStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>A page of open items. What is there when the first page is asked for comes once.</summary>
    /// <param name="query">Which.</param>
    /// <param name="options">How many, and from where on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ItemPage> ListItemsAsync(ItemQuery query, PageOptions options, CancellationToken cancellationToken);

    /// <summary>An open item with its message.</summary>
    Task<MessageView> GetItemAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The bytes of a part of an open item's message; the caller disposes of the stream.</summary>
    /// <param name="id">The item.</param>
    /// <param name="part">The part's number, from 1.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Stream> OpenPartAsync(Guid id, int part, CancellationToken cancellationToken);

    /// <summary>Resumes or terminates an item. Doing so again changes nothing.</summary>
    /// <param name="id">The item.</param>
    /// <param name="action">One of <see cref="ItemActions"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ItemChange> ChangeItemAsync(Guid id, string action, CancellationToken cancellationToken);

    /// <summary>
    /// Starts a job under an id that the caller chooses. The same request again gives the same job, another request
    /// under the same id is refused.
    /// </summary>
    Task<JobStatus> StartJobAsync(Guid id, JobRequest request, CancellationToken cancellationToken);

    /// <summary>How a job is; returns when it has ended, or after the time.</summary>
    /// <param name="id">The job.</param>
    /// <param name="wait">How long to wait for its end, at most 30 s.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<JobStatus> GetJobAsync(Guid id, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>
    /// A page of events on messages' ways. What is stored when the first page is asked for comes once.
    /// </summary>
    /// <param name="search">Which.</param>
    /// <param name="options">How many, and from where on.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<TrackingPage> FindEventsAsync(
        TrackingSearch search, PageOptions options, CancellationToken cancellationToken);

    /// <summary>The bytes of a tracked body; the caller disposes of the stream.</summary>
    /// <param name="body">What its event says: <see cref="TrackedEvent.Body"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Stream> OpenBodyAsync(string body, CancellationToken cancellationToken);

    /// <summary>
    /// The whole story of a message as a ZIP archive, made while it is read; the caller disposes of the stream.
    /// </summary>
    /// <param name="messageId">The message; or the interchange, if only that is known.</param>
    /// <param name="siblings">True for the ways of the other messages of its interchange, too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Stream> OpenStoryAsync(Guid messageId, bool siblings, CancellationToken cancellationToken);

    /// <summary>
    /// Says what a send port is to do, on all servers, whatever the configuration wants. It is kept until something
    /// else is said; what the configuration wants anyway is not kept.
    /// </summary>
    /// <param name="name">The port.</param>
    /// <param name="state">Started, stopped, unenlisted or configured, of <see cref="PortStates"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PortChange> SetSendPortAsync(string name, string state, CancellationToken cancellationToken);

    /// <summary>As <see cref="SetSendPortAsync"/>, of a receive location.</summary>
    /// <param name="name">The location.</param>
    /// <param name="state">Enabled, disabled or configured, of <see cref="PortStates"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<PortChange> SetLocationAsync(string name, string state, CancellationToken cancellationToken);

    /// <summary>Says what a server is to do. It is kept until something else is said.</summary>
    /// <param name="name">The server.</param>
    /// <param name="action">One of <see cref="ServerActions"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ServerChange> SetServerAsync(string name, string action, CancellationToken cancellationToken);

    /// <summary>
    /// Says what a host is to do on a server, whatever the configuration wants. It is kept until something else is
    /// said; what the configuration wants anyway is not kept.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="server">The server.</param>
    /// <param name="action">One of <see cref="InstanceActions"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<InstanceChange> SetInstanceAsync(
        string host, string server, string action, CancellationToken cancellationToken);

    /// <summary>
    /// Moves a cluster group to a server, and waits until it is there, for some seconds at most. It stays there,
    /// whatever is preferred, until that server ends or may not have it any more.
    /// </summary>
    /// <param name="name">The cluster group.</param>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ClusterMove> MoveClusterAsync(string name, string server, CancellationToken cancellationToken);

    /// <summary>The changes of who is active, the latest first.</summary>
    /// <param name="name">The cluster group; null: all.</param>
    /// <param name="limit">How many at most, from 1 to <see cref="PageOptions.LimitMax"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<ClusterEvent>> ListClusterEventsAsync(
        string? name, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps the report of a drill. The same id again changes nothing; beyond 1,000 the oldest ones are removed.
    /// </summary>
    Task<DrillKept> KeepDrillAsync(DrillReport report, CancellationToken cancellationToken);

    /// <summary>The drills whose reports are kept, the latest first.</summary>
    /// <param name="limit">How many at most, from 1 to <see cref="PageOptions.LimitMax"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyList<DrillSummary>> ListDrillsAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The report of a drill.</summary>
    Task<DrillReport> GetDrillAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The configurations that the group ran, the newest first.</summary>
    Task<IReadOnlyList<ConfigurationVersion>> ListConfigurationsAsync(CancellationToken cancellationToken);

    /// <summary>The package of a configuration: a tar archive; the caller disposes of the stream.</summary>
    /// <param name="hash">Its hash, or the first characters of it; null for the active one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<Stream> OpenPackageAsync(string? hash, CancellationToken cancellationToken);

    /// <summary>Says what is wrong with a package, if anything.</summary>
    Task<ValidationResult> ValidateAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken);

    /// <summary>Says what applying a package would do.</summary>
    Task<ConfigurationPlan> PlanAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken);

    /// <summary>Makes the group run a package. One that runs already changes nothing.</summary>
    Task<ApplyResult> ApplyAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken);

    /// <summary>
    /// Lets a package run on a share of what comes in, beside the active configuration. It is withdrawn by itself if
    /// more is suspended than before.
    /// </summary>
    /// <param name="package">The package.</param>
    /// <param name="options">How it is tried.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<TrialStatus> TryAsync(
        ReadOnlyMemory<byte> package, TrialOptions options, CancellationToken cancellationToken);

    /// <summary>How the latest trial is, or was when it ended.</summary>
    Task<TrialStatus> GetTrialAsync(CancellationToken cancellationToken);

    /// <summary>Ends the trial that is under way. Saying again how it ended changes nothing.</summary>
    /// <param name="state">Withdrawn or accepted, of <see cref="TrialStates"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<TrialStatus> EndTrialAsync(string state, CancellationToken cancellationToken);
}
