using Viaduct.Client;
using Viaduct.Core.Hosting;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>Says what a change of the configuration means for what runs. Pure.</summary>
/// <param name="before">What is active; null if nothing is, or this version cannot read it.</param>
/// <param name="beforeHash">Its hash.</param>
/// <param name="after">What would be active.</param>
/// <param name="status">How the group is.</param>
internal sealed class PlanMaker(
    GroupModel? before, string? beforeHash, CheckedConfiguration after, GroupStatus status)
{
    private const string SendPort = "send port";
    private const string Location = "receive location";

    // As long as a server waits for what it has begun before it breaks it off.
    private static readonly double StopSeconds = new ServerOptions { Group = "" }.StopTimeout.TotalSeconds;

    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal);

    private readonly Dictionary<string, SendPortModel> _ports =
        after.Group.SendPorts.ToDictionary(port => port.Name, StringComparer.Ordinal);

    private readonly Dictionary<string, ReceiveLocationModel> _locations = after.Group.ReceivePorts
        .SelectMany(port => port.Locations).ToDictionary(location => location.Name, StringComparer.Ordinal);

    /// <summary>Makes the plan of what is different.</summary>
    public IReadOnlyList<PlannedChange> Make(IReadOnlyList<ConfigurationChange> changes)
    {
        var (ports, locations) = Replaced();
        var planned = changes.Select(change => change.Part switch
        {
            SendPort => PlanPort(change.Kind, change.Name, ports.Contains(change.Name)),
            Location => PlanLocation(change.Kind, change.Name, locations.Contains(change.Name)),
            _ => Plan(change.Kind, change.Part, change.Name, PlanEffects.None, TextOf(change), 0),
        }).ToList();
        var named = changes.Select(change => (change.Part, change.Name)).ToHashSet();
        planned.AddRange(ports.Where(name => !named.Contains((SendPort, name)))
            .Select(name => PlanPort(null, name, isReplaced: true)));
        planned.AddRange(locations.Where(name => !named.Contains((Location, name)))
            .Select(name => PlanLocation(null, name, isReplaced: true)));
        return planned;
    }

    private (IReadOnlySet<string> Ports, IReadOnlySet<string> Locations) Replaced() => before is null
        ? (NoNames, NoNames)
        : (
            ReplacedEndpoints.SendPorts(before, beforeHash!, after.Group, after.Package.Hash),
            ReplacedEndpoints.Locations(before, beforeHash!, after.Group, after.Package.Hash));

    private PlannedChange PlanPort(string? kind, string name, bool isReplaced)
    {
        if (kind == ChangeKinds.Removed)
            return Plan(
                kind, SendPort, name, PlanEffects.Stops,
                "It finishes what it has in hand. What waits for it in the log is suspended with the code port-gone, "
                + "and can be resumed once a port of this name is there again.",
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
            (_, _, true) => Plan(
                kind, SendPort, name, PlanEffects.Restarts,
                "It finishes what it has in hand; what is queued waits, and goes out by the new one in its order.",
                StopSeconds),
            _ => Plan(
                kind, SendPort, name, PlanEffects.Routes,
                "It works on without a pause; what it gets changes at the cut.", 0),
        };
    }

    private PlannedChange PlanLocation(string? kind, string name, bool isReplaced)
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
        return isReplaced
            ? Plan(
                kind, Location, name, PlanEffects.Restarts,
                "It commits what it has begun; what comes meanwhile waits at its source.", StopSeconds)
            : Plan(kind, Location, name, PlanEffects.None, "It goes on undisturbed.", 0);
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
        ("host", _) => "It begins to read at the cut.",
        ("file", _) => "What uses files is made anew.",
        ("retention class", _) => "What was tracked in it before goes by its new time, too.",
        _ => "What it changes stands with the ports.",
    };
}
