using Viaduct.Client;
using Viaduct.Core.Adapters;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;

namespace Viaduct.Server.Operations;

/// <summary>Says what a change of the configuration means for what runs. Pure.</summary>
/// <param name="before">What is active; null if nothing is, or this version cannot read it.</param>
/// <param name="after">What would be active.</param>
/// <param name="status">How the group is.</param>
internal sealed class PlanMaker(GroupModel? before, CheckedConfiguration after, GroupStatus status)
{
    private const string SendPort = "send port";
    private const string Location = "receive location";

    private const string OrderedAnew =
        " Its order holds from the cut on: what was published before is delivered beside what comes after. If that "
        + "matters, stop the receive locations until the port has no backlog, and apply it then.";

    // As long as a server waits for what it has begun before it breaks it off.
    private static readonly double StopSeconds = new ServerOptions { Group = "" }.StopTimeout.TotalSeconds;

    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal);

    private readonly Dictionary<string, SendPortModel> _ports =
        after.Group.SendPorts.ToDictionary(port => port.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, ReceiveLocationModel> _locations = LocationsOf(after.Group);

    private readonly Dictionary<string, ReceiveLocationModel> _locationsBefore =
        before is null ? [] : LocationsOf(before);

    /// <summary>Makes the plan of what is different.</summary>
    public IReadOnlyList<PlannedChange> Make(IReadOnlyList<ConfigurationChange> changes)
    {
        var ports = before is null ? NoNames : ReplacedEndpoints.SendPorts(before, after.Group);
        var receivers = before is null ? NoNames : ReplacedEndpoints.Receivers(before, after.Group);
        var pipelines = before is null ? NoNames : ReplacedEndpoints.Pipelines(before, after.Group);
        var planned = changes.Select(change => change.Part switch
        {
            SendPort => PlanPort(change.Kind, change.Name, ports.Contains(change.Name)),
            Location => PlanLocation(
                change.Kind, change.Name, receivers.Contains(change.Name), pipelines.Contains(change.Name)),
            _ => Plan(change.Kind, change.Part, change.Name, PlanEffects.None, TextOf(change), 0),
        }).ToList();
        var named = changes.Select(change => (change.Part, change.Name)).ToHashSet();
        planned.AddRange(ports.Where(name => !named.Contains((SendPort, name)))
            .Select(name => PlanPort(null, name, isReplaced: true)));
        planned.AddRange(receivers.Union(pipelines, StringComparer.Ordinal)
            .Where(name => !named.Contains((Location, name)))
            .Select(name => PlanLocation(null, name, receivers.Contains(name), isRedirected: true)));
        return planned;
    }

    private static Dictionary<string, ReceiveLocationModel> LocationsOf(GroupModel group) => group.ReceivePorts
        .SelectMany(port => port.Locations).ToDictionary(location => location.Name, StringComparer.Ordinal);

    private PlannedChange PlanPort(string? kind, string name, bool isReplaced)
    {
        var planned = PlanPortItself(kind, name, isReplaced);
        return kind != ChangeKinds.Removed && IsOrderedAnew(name)
            ? planned with { Text = planned.Text + OrderedAnew }
            : planned;
    }

    /// <summary>True if what it gets from the cut on is in another order than what it has got until then.</summary>
    private bool IsOrderedAnew(string name)
    {
        if (before?.SendPorts.FirstOrDefault(port => port.Name == name) is not { } old) return false;
        return _ports[name].Order is { } order
            && (old.Order is not { } had || had.Key != order.Key
                || (had.Key is not null && had.Groups != order.Groups));
    }

    private PlannedChange PlanPortItself(string? kind, string name, bool isReplaced)
    {
        if (kind == ChangeKinds.Removed)
            return Plan(
                kind, SendPort, name, PlanEffects.Stops,
                "It sends what was routed to it, for 30 seconds at most. What is left then, and what is tried again "
                + "later, is suspended with the code port-gone, and can be resumed once a port of this name is there "
                + "again.",
                null);
        var next = _ports[name];
        bool isNew = kind == ChangeKinds.Added;
        return (next.State, isNew, isReplaced) switch
        {
            (SendPortState.Started, true, _) => Plan(
                kind, SendPort, name, PlanEffects.Starts, "It gets messages from the cut on.", 0),
            (SendPortState.Stopped, _, _) when isNew || isReplaced => Plan(
                kind, SendPort, name, isNew ? PlanEffects.None : PlanEffects.Stops,
                "It sends nothing: its messages wait in the log.", isNew ? 0 : null),
            (SendPortState.Unenlisted, true, _) => Plan(
                kind, SendPort, name, PlanEffects.None, "It is not subscribed: messages pass it by.", 0),
            (_, _, true) when WasStopped(name) => Plan(
                kind, SendPort, name, PlanEffects.Starts, "It sends what has waited in the log, and what comes.", 0),
            (_, _, true) => Plan(
                kind, SendPort, name, PlanEffects.Replaces,
                "It sends what was routed to it before the cut; the new one sends what comes after, beside it.", 0),
            _ => Plan(
                kind, SendPort, name, PlanEffects.Routes,
                "It works on without a pause; what it gets changes at the cut.", 0),
        };
    }

    private bool WasStopped(string name) =>
        before!.SendPorts.Any(port => port.Name == name && port.State == SendPortState.Stopped);

    private PlannedChange PlanLocation(string? kind, string name, bool isReplaced, bool isRedirected)
    {
        if (kind == ChangeKinds.Removed || !_locations[name].Enabled)
            return Plan(
                kind, Location, name, kind == ChangeKinds.Added ? PlanEffects.None : PlanEffects.Stops,
                kind == ChangeKinds.Added
                    ? "It is disabled: it receives nothing."
                    : "It commits what it has begun, and takes nothing more: what comes waits at its source.",
                kind == ChangeKinds.Added ? 0 : null);
        bool wasThere = kind != ChangeKinds.Added;
        bool wasEnabled = before?.ReceivePorts.SelectMany(port => port.Locations)
            .Any(location => location.Name == name && location.Enabled) == true;
        if (!wasThere || !wasEnabled)
            return Plan(kind, Location, name, PlanEffects.Starts, "It begins to receive.", 0);
        if (isReplaced) return PlanReceiver(kind, name);
        return isRedirected
            ? Plan(
                kind, Location, name, PlanEffects.Replaces,
                "Its receiver goes on; what is not taken in at the cut goes through the new pipeline and maps.", 0)
            : Plan(kind, Location, name, PlanEffects.None, "It goes on undisturbed.", 0);
    }

    private PlannedChange PlanReceiver(string? kind, string name)
    {
        var (old, next) = (_locationsBefore[name].Endpoint, _locations[name].Endpoint);
        bool isBeside = old.Adapter == next.Adapter && ViaductCatalog.All.Adapters.OfType<IReceiveAdapter>()
            .First(adapter => adapter.Name == next.Adapter).CanStartBeside(old.Options, next.Options);
        return isBeside
            ? Plan(
                kind, Location, name, PlanEffects.Replaces,
                "The new receiver begins, then the old one commits what it has begun, and ends.", 0)
            : Plan(
                kind, Location, name, PlanEffects.Restarts,
                "It commits what it has begun; what comes meanwhile waits at its source.", StopSeconds);
    }

    private PlannedChange Plan(
        string? kind, string part, string name, string effect, string text, double? interruptedSecondsMax) => new()
    {
        Kind = kind, Part = part, Name = name, Effect = effect, Text = text,
        InterruptedSecondsMax = interruptedSecondsMax,
        OpenItems = part is SendPort or Location
            ? status.OpenItems.Where(count => count.Port == name).Sum(count => count.Items)
            : 0,
        Behind = part == SendPort ? status.Ports.FirstOrDefault(port => port.Name == name)?.Behind ?? 0 : 0,
    };

    private static string TextOf(ConfigurationChange change) => (change.Part, change.Kind) switch
    {
        ("host", ChangeKinds.Removed) =>
            "What it has not read stays in the log until a host of this name is there again.",
        ("host", ChangeKinds.Changed) => "Its work goes to the servers that it names now.",
        ("host", _) => "It begins to read at the cut.",
        ("file", _) => "What uses files is made anew.",
        ("retention class", _) => "What was tracked in it before goes by its new time, too.",
        _ => "What it changes stands with the ports.",
    };
}
