using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Store;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>
/// What a group can be asked and told, on its store: the admin API of a server answers by it, and so do commands that
/// are given a store instead of a server.
/// </summary>
public sealed class GroupOperations : IGroupOperations, IAsyncDisposable
{
    private readonly string _group;
    private readonly StatusReader _status;
    private readonly ItemOperations _items;
    private readonly Jobs _jobs;
    private readonly PortOperations _ports;
    private readonly InstanceOperations _instances;
    private readonly TrackingOperations _tracking;
    private readonly StoryOperations _stories;
    private readonly ConfigurationOperations _configuration;
    private readonly DrillOperations _drills;
    private readonly ClusterOperations _clusters;

    /// <summary>Operations on a store, which stays the caller's.</summary>
    /// <param name="store">The store.</param>
    /// <param name="group">The group that it belongs to.</param>
    /// <param name="catalog">What a configuration can use.</param>
    /// <param name="time">Dates what is tracked.</param>
    /// <param name="operated">Told how many items were resumed or terminated; null: nobody counts.</param>
    public GroupOperations(
        IStore store, string group, RuntimeCatalog catalog, TimeProvider time, Action<string, int>? operated = null)
    {
        _group = group;
        var loader = new ConfigurationLoader(catalog);
        var models = new ActiveModels(store, loader);
        _status = new StatusReader(store, models);
        _items = new ItemOperations(store, models, catalog, time, operated);
        _jobs = new Jobs(store, _items, models, catalog, time);
        _ports = new PortOperations(store, models);
        _instances = new InstanceOperations(store, models);
        _clusters = new ClusterOperations(store, models, time);
        _drills = new DrillOperations(store);
        _tracking = new TrackingOperations(store, models, catalog);
        _stories = new StoryOperations(store, group, time);
        _configuration = new ConfigurationOperations(store, loader, models, _status, time);
    }

    /// <inheritdoc/>
    public Task<GroupStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        RunAsync(() => _status.ReadAsync(_group, cancellationToken));

    /// <inheritdoc/>
    public Task<ItemPage> ListItemsAsync(
        ItemQuery query, PageOptions options, CancellationToken cancellationToken) =>
        RunAsync(() => _items.ListAsync(query, options, cancellationToken));

    /// <inheritdoc/>
    public Task<MessageView> GetItemAsync(Guid id, CancellationToken cancellationToken) =>
        RunAsync(() => _items.GetAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<Stream> OpenPartAsync(Guid id, int part, CancellationToken cancellationToken) =>
        RunAsync(() => _items.OpenPartAsync(id, part, cancellationToken));

    /// <inheritdoc/>
    public Task<ItemChange> ChangeItemAsync(Guid id, string action, CancellationToken cancellationToken) =>
        RunAsync(() => _items.ChangeAsync(id, action, cancellationToken));

    /// <inheritdoc/>
    public Task<JobStatus> StartJobAsync(Guid id, JobRequest request, CancellationToken cancellationToken) =>
        RunAsync(() => _jobs.StartAsync(id, request, cancellationToken));

    /// <inheritdoc/>
    public Task<JobStatus> GetJobAsync(Guid id, TimeSpan wait, CancellationToken cancellationToken) =>
        RunAsync(() => _jobs.GetAsync(id, wait, cancellationToken));

    /// <inheritdoc/>
    public Task<TrackingPage> FindEventsAsync(
        TrackingSearch search, PageOptions options, CancellationToken cancellationToken) =>
        RunAsync(() => _tracking.FindAsync(search, options, cancellationToken));

    /// <inheritdoc/>
    public Task<Stream> OpenBodyAsync(string body, CancellationToken cancellationToken) =>
        RunAsync(() => _tracking.OpenBodyAsync(body, cancellationToken));

    /// <inheritdoc/>
    public Task<Stream> OpenStoryAsync(Guid messageId, bool siblings, CancellationToken cancellationToken) =>
        RunAsync(() => _stories.OpenAsync(messageId, siblings, cancellationToken));

    /// <inheritdoc/>
    public Task<PortChange> SetSendPortAsync(string name, string state, CancellationToken cancellationToken) =>
        RunAsync(() => _ports.SetSendPortAsync(name, state, cancellationToken));

    /// <inheritdoc/>
    public Task<PortChange> SetLocationAsync(string name, string state, CancellationToken cancellationToken) =>
        RunAsync(() => _ports.SetLocationAsync(name, state, cancellationToken));

    /// <inheritdoc/>
    public Task<ServerChange> SetServerAsync(string name, string action, CancellationToken cancellationToken) =>
        RunAsync(() => _instances.SetServerAsync(name, action, cancellationToken));

    /// <inheritdoc/>
    public Task<InstanceChange> SetInstanceAsync(
        string host, string server, string action, CancellationToken cancellationToken) =>
        RunAsync(() => _instances.SetInstanceAsync(host, server, action, cancellationToken));

    /// <inheritdoc/>
    public Task<ClusterMove> MoveClusterAsync(string name, string server, CancellationToken cancellationToken) =>
        RunAsync(() => _clusters.MoveAsync(name, server, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterEvent>> ListClusterEventsAsync(
        string? name, int limit, CancellationToken cancellationToken) =>
        RunAsync(() => _clusters.ListAsync(name, limit, cancellationToken));

    /// <inheritdoc/>
    public Task<DrillKept> KeepDrillAsync(DrillReport report, CancellationToken cancellationToken) =>
        RunAsync(() => _drills.KeepAsync(report, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<DrillSummary>> ListDrillsAsync(int limit, CancellationToken cancellationToken) =>
        RunAsync(() => _drills.ListAsync(limit, cancellationToken));

    /// <inheritdoc/>
    public Task<DrillReport> GetDrillAsync(Guid id, CancellationToken cancellationToken) =>
        RunAsync(() => _drills.GetAsync(id, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConfigurationVersion>> ListConfigurationsAsync(CancellationToken cancellationToken) =>
        RunAsync(() => _configuration.ListAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<Stream> OpenPackageAsync(string? hash, CancellationToken cancellationToken) =>
        RunAsync<Stream>(async () =>
            new MemoryStream(await _configuration.GetAsync(hash, cancellationToken), writable: false));

    /// <inheritdoc/>
    public Task<ValidationResult> ValidateAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        RunAsync(() => Task.FromResult(_configuration.Validate(package)));

    /// <inheritdoc/>
    public Task<ConfigurationPlan> PlanAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        RunAsync(() => _configuration.PlanAsync(_group, package, cancellationToken));

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        RunAsync(() => _configuration.ApplyAsync(package, cancellationToken));

    /// <inheritdoc/>
    public Task<TrialStatus> TryAsync(
        ReadOnlyMemory<byte> package, TrialOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync(() => _configuration.TryAsync(_group, package, options, cancellationToken));
    }

    /// <inheritdoc/>
    public Task<TrialStatus> GetTrialAsync(CancellationToken cancellationToken) =>
        RunAsync(() => _configuration.Trials.GetAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<TrialStatus> EndTrialAsync(string state, CancellationToken cancellationToken) =>
        RunAsync(() => _configuration.Trials.EndAsync(state, cancellationToken));

    /// <summary>Reads how the group is.</summary>
    internal StatusReader Status => _status;

    /// <summary>Breaks off the jobs that run, and waits for that.</summary>
    public ValueTask DisposeAsync() => _jobs.DisposeAsync();

    private static async Task<T> RunAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (StoreUnavailableException e)
        {
            throw Problems.Refuse(ProblemCodes.StoreAway, $"The store cannot be reached: {e.Message}", e);
        }
        catch (StoreRefusedException e)
        {
            throw Problems.Refuse(ProblemCodes.StoreRefused, e.Message, e);
        }
    }
}
