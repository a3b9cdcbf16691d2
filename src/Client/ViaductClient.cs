using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Viaduct.Client;

/// <summary>The admin API of a group, by any of its servers. Safe for all threads; dispose of it at the end.</summary>
public sealed class ViaductClient : IGroupOperations, IDisposable
{
    private const string Items = "items";
    private const string Jobs = "jobs";
    private const string Configuration = "configuration";
    private const string Trial = Configuration + "/trial";
    private const string Drills = "drills";

    private readonly ServerCalls _calls;

    /// <summary>A client; nothing is connected yet.</summary>
    /// <param name="options">Where the servers are.</param>
    public ViaductClient(ViaductClientOptions options)
        : this(options, null)
    {
    }

    /// <summary>A client that sends by a handler of the caller's, which stays the caller's.</summary>
    public ViaductClient(ViaductClientOptions options, HttpMessageHandler? handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _calls = new ServerCalls(options, handler);
    }

    /// <inheritdoc/>
    public Task<GroupStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        _calls.GetAsync("status", ViaductJson.Default.GroupStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<ItemPage> ListItemsAsync(ItemQuery query, PageOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(options);
        return _calls.GetAsync(
            Items + QueryText.Of(query, options), ViaductJson.Default.ItemPage, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<MessageView> GetItemAsync(Guid id, CancellationToken cancellationToken) =>
        _calls.GetAsync($"{Items}/{id}", ViaductJson.Default.MessageView, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> OpenPartAsync(Guid id, int part, CancellationToken cancellationToken) =>
        _calls.OpenAsync(string.Create(CultureInfo.InvariantCulture, $"{Items}/{id}/parts/{part}"), cancellationToken);

    /// <inheritdoc/>
    public Task<ItemChange> ChangeItemAsync(Guid id, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        string call = $"{Items}/{id}/{Uri.EscapeDataString(action)}";
        return _calls.PutAsync(call, null, ViaductJson.Default.ItemChange, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JobStatus> StartJobAsync(Guid id, JobRequest request, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            $"{Jobs}/{id}", () => JsonContent.Create(request, ViaductJson.Default.JobRequest),
            ViaductJson.Default.JobStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<JobStatus> GetJobAsync(Guid id, TimeSpan wait, CancellationToken cancellationToken)
    {
        string call = string.Create(
            CultureInfo.InvariantCulture, $"{Jobs}/{id}?wait={Math.Clamp((int)wait.TotalSeconds, 0, 30)}");
        return _calls.GetAsync(call, ViaductJson.Default.JobStatus, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TrackingPage> FindEventsAsync(
        TrackingSearch search, PageOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(options);
        return _calls.GetAsync(
            "tracking" + QueryText.Of(search, options), ViaductJson.Default.TrackingPage, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenBodyAsync(string body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return _calls.OpenAsync($"tracking/bodies/{Uri.EscapeDataString(body)}", cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenStoryAsync(Guid messageId, bool siblings, CancellationToken cancellationToken) =>
        _calls.OpenAsync(
            $"tracking/messages/{messageId}/story{(siblings ? "?siblings=true" : "")}", cancellationToken);

    /// <inheritdoc/>
    public Task<PortChange> SetSendPortAsync(string name, string state, CancellationToken cancellationToken) =>
        SetAsync("send-ports", name, state, cancellationToken);

    /// <inheritdoc/>
    public Task<PortChange> SetLocationAsync(string name, string state, CancellationToken cancellationToken) =>
        SetAsync("receive-locations", name, state, cancellationToken);

    /// <inheritdoc/>
    public Task<ServerChange> SetServerAsync(string name, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(action);
        return _calls.PutAsync(
            $"servers/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(action)}", null,
            ViaductJson.Default.ServerChange, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<InstanceChange> SetInstanceAsync(
        string host, string server, string action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(action);
        string instance = $"hosts/{Uri.EscapeDataString(host)}/instances/{Uri.EscapeDataString(server)}";
        return _calls.PutAsync(
            $"{instance}/{Uri.EscapeDataString(action)}", null, ViaductJson.Default.InstanceChange, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConfigurationVersion>> ListConfigurationsAsync(CancellationToken cancellationToken) =>
        _calls.GetAsync(
            $"{Configuration}/versions", ViaductJson.Default.IReadOnlyListConfigurationVersion, cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> OpenPackageAsync(string? hash, CancellationToken cancellationToken) => _calls.OpenAsync(
        hash is null ? Configuration : $"{Configuration}/versions/{Uri.EscapeDataString(hash)}", cancellationToken);

    /// <inheritdoc/>
    public Task<ValidationResult> ValidateAsync(
        ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            $"{Configuration}/validation", () => Archive(package), ViaductJson.Default.ValidationResult,
            cancellationToken);

    /// <inheritdoc/>
    public Task<ConfigurationPlan> PlanAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            $"{Configuration}/plan", () => Archive(package), ViaductJson.Default.ConfigurationPlan, cancellationToken);

    /// <inheritdoc/>
    public Task<ApplyResult> ApplyAsync(ReadOnlyMemory<byte> package, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            Configuration, () => Archive(package), ViaductJson.Default.ApplyResult, cancellationToken);

    /// <inheritdoc/>
    public Task<TrialStatus> TryAsync(
        ReadOnlyMemory<byte> package, TrialOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return _calls.PutAsync(
            Trial + QueryText.Of(options), () => Archive(package), ViaductJson.Default.TrialStatus, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TrialStatus> GetTrialAsync(CancellationToken cancellationToken) =>
        _calls.GetAsync(Trial, ViaductJson.Default.TrialStatus, cancellationToken);

    /// <inheritdoc/>
    public Task<TrialStatus> EndTrialAsync(string state, CancellationToken cancellationToken) => _calls.PutAsync(
        $"{Trial}/state", () => JsonContent.Create(new TrialRequest(state), ViaductJson.Default.TrialRequest),
        ViaductJson.Default.TrialStatus, cancellationToken);

    /// <summary>Figures of the group, about one a second, until the caller stops.</summary>
    /// <exception cref="ServerUnreachableException">The server is gone, or the caller was too slow for it.</exception>
    public IAsyncEnumerable<LiveFigures> WatchAsync(CancellationToken cancellationToken) =>
        _calls.EventsAsync("events", ViaductJson.Default.LiveFigures, cancellationToken);

    /// <inheritdoc/>
    public Task<ClusterMove> MoveClusterAsync(string name, string server, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(server);
        return _calls.PutAsync(
            $"clusters/{Uri.EscapeDataString(name)}/server/{Uri.EscapeDataString(server)}", null,
            ViaductJson.Default.ClusterMove, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ClusterEvent>> ListClusterEventsAsync(
        string? name, int limit, CancellationToken cancellationToken)
    {
        string one = name is null ? "" : $"&name={Uri.EscapeDataString(name)}";
        return _calls.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"clusters/events?limit={limit}{one}"),
            ViaductJson.Default.IReadOnlyListClusterEvent, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DrillKept> KeepDrillAsync(DrillReport report, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        return _calls.PutAsync(
            $"{Drills}/{report.Id}/report", () => JsonContent.Create(report, ViaductJson.Default.DrillReport),
            ViaductJson.Default.DrillKept, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<DrillSummary>> ListDrillsAsync(int limit, CancellationToken cancellationToken) =>
        _calls.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"{Drills}?limit={limit}"),
            ViaductJson.Default.IReadOnlyListDrillSummary, cancellationToken);

    /// <inheritdoc/>
    public Task<DrillReport> GetDrillAsync(Guid id, CancellationToken cancellationToken) =>
        _calls.GetAsync($"{Drills}/{id}", ViaductJson.Default.DrillReport, cancellationToken);

    /// <summary>What the server says of itself to a drill; of one server, so give the client one address.</summary>
    public Task<DrillServer> GetDrillServerAsync(CancellationToken cancellationToken) =>
        _calls.GetAsync($"{Drills}/server", ViaductJson.Default.DrillServer, cancellationToken);

    /// <summary>
    /// Makes the server itself fail, if it was started so that it may; give the client one address. The same request
    /// again under the same id changes nothing.
    /// </summary>
    /// <param name="id">The drill, which the caller chooses.</param>
    /// <param name="request">How it is to fail.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<FaultState> StartFaultAsync(Guid id, FaultRequest request, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            $"{Drills}/{id}/fault", () => JsonContent.Create(request, ViaductJson.Default.FaultRequest),
            ViaductJson.Default.FaultState, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _calls.Dispose();

    private Task<PortChange> SetAsync(string kind, string name, string state, CancellationToken cancellationToken) =>
        _calls.PutAsync(
            $"{kind}/{Uri.EscapeDataString(name)}/state",
            () => JsonContent.Create(new PortRequest(state), ViaductJson.Default.PortRequest),
            ViaductJson.Default.PortChange, cancellationToken);

    private static ReadOnlyMemoryContent Archive(ReadOnlyMemory<byte> package) =>
        new(package) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-tar") } };
}
