using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells whether a change of the configuration can be tried on a share of what comes in: only if both versions have the
/// same parts, and what receives is the same (docs/concepts/trials.md, rule 1). Pure.
/// </summary>
public static class TriableChange
{
    /// <summary>What cannot be tried of a change, part by part; empty if all of it can.</summary>
    /// <param name="before">What is active, as it is configured.</param>
    /// <param name="after">What would be tried.</param>
    public static IReadOnlyList<string> ObstaclesOf(GroupModel before, GroupModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var obstacles = new List<string>();
        void Require(bool isSame, string text)
        {
            if (!isSame) obstacles.Add(text);
        }

        Require(before.Limits == after.Limits, "the limits of the group differ");
        Require(before.Retention.ToHashSet().SetEquals(after.Retention), "the retention classes differ");
        Compare("host", before.Hosts, after.Hosts, host => host.Name, (_, _) => null, obstacles);
        Compare(
            "application", before.Applications, after.Applications, application => application.Name, (_, _) => null,
            obstacles);
        Compare("receive port", before.ReceivePorts, after.ReceivePorts, port => port.Name, Differs, obstacles);
        Compare(
            "receive location", LocationsOf(before), LocationsOf(after), one => one.Location.Name, Differs, obstacles);
        Compare("send port", before.SendPorts, after.SendPorts, port => port.Name, Differs, obstacles);
        if (obstacles.Count == 0 && TriedEndpoints.Of(before, after).All.Count == 0)
            obstacles.Add("no port or location works otherwise, so that there is nothing to compare");
        return obstacles;
    }

    private static IEnumerable<(ReceivePortModel Port, ReceiveLocationModel Location)> LocationsOf(GroupModel model) =>
        from port in model.ReceivePorts
        from location in port.Locations
        select (port, location);

    private static void Compare<T>(
        string part, IEnumerable<T> before, IEnumerable<T> after, Func<T, string> nameOf, Func<T, T, string?> differs,
        List<string> obstacles)
    {
        var old = before.ToDictionary(nameOf, StringComparer.Ordinal);
        foreach (var next in after)
        {
            string name = nameOf(next);
            string? obstacle = !old.Remove(name, out var was) ? "it is added" : differs(was, next);
            if (obstacle is not null) obstacles.Add($"{part} '{name}': {obstacle}");
        }

        obstacles.AddRange(old.Keys.Order(StringComparer.Ordinal).Select(name => $"{part} '{name}': it is removed"));
    }

    private static string? Differs(ReceivePortModel before, ReceivePortModel after) =>
        before.Application != after.Application ? "it belongs to another application"
        : before.ResponseTimeout != after.ResponseTimeout ? "it waits for responses otherwise"
        : null;

    private static string? Differs(
        (ReceivePortModel Port, ReceiveLocationModel Location) before,
        (ReceivePortModel Port, ReceiveLocationModel Location) after) =>
        before.Port.Name != after.Port.Name ? "it belongs to another port"
        : before.Location.Host != after.Location.Host ? "it has another host"
        : before.Location.Enabled != after.Location.Enabled ? "it is enabled or disabled"
        : Text(before.Location.Track) != Text(after.Location.Track) ? "it tracks otherwise"
        : ReceiverOf(before) != ReceiverOf(after) ? "it receives with other options"
        : null;

    private static string? Differs(SendPortModel before, SendPortModel after) =>
        before.Application != after.Application ? "it belongs to another application"
        : before.Host != after.Host ? "it has another host"
        : before.State != after.State ? "it is started, stopped or unenlisted"
        : !Equals(before.Order, after.Order) ? "it is ordered otherwise"
        : before.IsTwoWay != after.IsTwoWay ? "it becomes one-way or two-way"
        : Text(before.Track) != Text(after.Track) ? "it tracks otherwise"
        : null;

    private static string ReceiverOf((ReceivePortModel Port, ReceiveLocationModel Location) one) =>
        EndpointFingerprint.OfReceiver(one.Port, one.Location);

    private static string Text(TrackModel track) =>
        $"{track.Before} {track.After} {track.Retention} {string.Join(' ', track.Properties ?? [])} "
        + $"{track.Properties is null}";
}
