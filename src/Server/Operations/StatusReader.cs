using Viaduct.Client;
using Viaduct.Core.Cluster;
using Viaduct.Core.Model;
using Viaduct.Core.Store;

namespace Viaduct.Server.Operations;

/// <summary>Reads how a group is from its store alone. It disturbs nobody.</summary>
/// <param name="store">The store, opened.</param>
/// <param name="models">Reads the active configuration.</param>
public sealed class StatusReader(IStore store, ActiveModels models)
{
    private const string TrackerName = "tracker";

    /// <summary>How the group is now.</summary>
    /// <param name="group">The group's name.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<GroupStatus> ReadAsync(string group, CancellationToken cancellationToken)
    {
        var (active, model, configured, problem) = await models.ReadAsync(cancellationToken);
        var items = await store.OpenItems.CountAsync(cancellationToken);
        var readers = await ReadersAsync(active, cancellationToken);
        var sessions = await store.Sessions.ListAsync(cancellationToken);
        var troubles = new TroubleViews(sessions);
        var owners = await store.Sessions.ListOwnersAsync(cancellationToken);
        var clusters = new ClusterView(await store.Leases.ListAsync(cancellationToken));
        return new GroupStatus
        {
            Group = group,
            Store = store.Description,
            Size = Views.Of(await store.Maintenance.MeasureAsync(cancellationToken)),
            Configuration = active is null
                ? null
                : new ConfigurationStatus(active.Hash, active.AppliedAt, active.RouteVersion, problem),
            Trial = active?.Trial is not null && await store.Trials.GetLatestAsync(cancellationToken) is { } trial
                ? TrialOperations.Of(trial)
                : null,
            Servers = [.. InstanceViews.Servers(sessions, active)],
            Instances = model is null ? [] : [.. InstanceViews.Of(model, active!, sessions, owners, clusters)],
            Clusters = model is null ? [] : [.. ClusterViews.Of(model, active!, sessions, clusters)],
            Readers = readers,
            OpenItems = [.. items.Select(Views.Of)],
            Locations = model is null ? [] : [.. Locations(model, configured!, items, troubles)],
            Ports = model is null ? [] : [.. Ports(model, configured!, items, readers, troubles)],
        };
    }

    /// <summary>How far each reader has come in each lane.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public async Task<IReadOnlyList<ReaderStatus>> ReadReadersAsync(CancellationToken cancellationToken) =>
        await ReadersAsync(await store.Configuration.GetActiveAsync(cancellationToken), cancellationToken);

    private async Task<IReadOnlyList<ReaderStatus>> ReadersAsync(
        ActiveConfiguration? active, CancellationToken cancellationToken)
    {
        var rows = active?.Readers.ToDictionary(row => row.Id) ?? [];
        // The progress is read before the heads: a reader seems to lag a little rather than to be ahead.
        var progress = await store.Log.ReadProgressAsync(cancellationToken);
        var heads = await store.Log.ReadHeadsAsync(cancellationToken);
        var readers = new List<ReaderStatus>(progress.Count);
        foreach (var row in progress.OrderBy(p => p.ReaderLane.Reader).ThenBy(p => p.ReaderLane.Lane))
        {
            if (!rows.TryGetValue(row.ReaderLane.Reader, out var reader)) continue;
            long head = heads.GetValueOrDefault(row.ReaderLane.Lane);
            long? first = await FirstWorkAsync(reader, row, cancellationToken);
            readers.Add(new ReaderStatus(
                NameOf(reader), Word.Of(reader.Kind), row.ReaderLane.Lane, head, row.Position.ToString(),
                first is null ? 0 : Math.Max(0, head - first.Value + 1)));
        }

        return readers;
    }

    private static string NameOf(ReaderRow reader) => reader.Kind switch
    {
        ReaderKind.Tracker => TrackerName,
        ReaderKind.Reply => $"responses for {reader.Name}",
        ReaderKind.Ordered => $"{reader.Name} in order",
        _ => reader.Name,
    };

    // A reader stands still while there is nothing for it, so its distance to the head alone says nothing.
    private async Task<long?> FirstWorkAsync(
        ReaderRow reader, ProgressRow progress, CancellationToken cancellationToken)
    {
        int lane = progress.ReaderLane.Lane;
        long from = progress.Position.Sequence;
        if (reader.Kind == ReaderKind.Tracker)
        {
            var tracks = await store.Log.ReadTracksAsync(lane, from, 1, 1, cancellationToken);
            return tracks.Count == 0 ? null : tracks[0].Sequence;
        }

        var references = await store.Log.ReadReferencesAsync(
            new ReaderLane(reader.Base, lane), from, 1, 1, cancellationToken);
        return references.Count == 0 ? null : references[0].Sequence;
    }

    private static IEnumerable<LocationStatus> Locations(
        GroupModel model, GroupModel configured, IReadOnlyList<OpenItemCount> items, TroubleViews troubles) =>
        from locations in LocationsOf(model).Zip(LocationsOf(configured))
        let port = locations.First.Port
        let location = locations.First.Location
        select new LocationStatus
        {
            Configured = StateOf(locations.Second.Location.Enabled),
            Name = location.Name, Port = port.Name, Application = port.Application, Host = location.Host,
            Adapter = location.Endpoint.Adapter, Address = location.Endpoint.Address, Enabled = location.Enabled,
            Suspended = Suspended(items, location.Name),
            Troubles = location.Enabled ? troubles.OfLocation(location.Name) : [],
        };

    private static IEnumerable<(ReceivePortModel Port, ReceiveLocationModel Location)> LocationsOf(GroupModel model) =>
        model.ReceivePorts.SelectMany(port => port.Locations.Select(location => (port, location)));

    private static string StateOf(bool enabled) => enabled ? PortStates.Enabled : PortStates.Disabled;

    private static IEnumerable<PortStatus> Ports(
        GroupModel model, GroupModel configured, IReadOnlyList<OpenItemCount> items,
        IReadOnlyList<ReaderStatus> readers, TroubleViews troubles) =>
        model.SendPorts.Zip(
            configured.SendPorts,
            (port, said) => Port(port, items, readers) with
            {
                Configured = Word.Of(said.State),
                Troubles = port.State == SendPortState.Started ? troubles.OfPort(port.Name) : [],
            });

    private static PortStatus Port(
        SendPortModel port, IReadOnlyList<OpenItemCount> items, IReadOnlyList<ReaderStatus> readers) => new()
    {
        Name = port.Name, Application = port.Application, Host = port.Host, Adapter = port.Endpoint.Adapter,
        Address = port.Endpoint.Address, State = Word.Of(port.State), Suspended = Suspended(items, port.Name),
        Behind = readers.Where(reader => reader.Reader == DetachedReader(port.Host, port.Name))
            .Sum(reader => (long?)reader.Lag) is > 0 and long lag ? lag : null,
        Waiting = items
            .Where(i => i.Port == port.Name && i.State is (OpenItemState.Waiting or OpenItemState.Active))
            .Sum(i => i.Items),
    };

    private static long Suspended(IReadOnlyList<OpenItemCount> items, string port) =>
        items.Where(i => i.Port == port && IsSuspended(i)).Sum(i => i.Items);

    internal static bool IsSuspended(OpenItemCount count) =>
        count.State is OpenItemState.Suspended or OpenItemState.SuspendedNotResumable;

    internal static string DetachedReader(string host, string port) => $"{host}/{port}";
}
