using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells which endpoints a change of the configuration replaces, by the same comparison that servers make when they
/// take it up: all others go on undisturbed. Pure.
/// </summary>
public static class ReplacedEndpoints
{
    /// <summary>The send ports of both configurations that are replaced.</summary>
    public static IReadOnlySet<string> SendPorts(GroupModel before, GroupModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Differing(PortsOf(before), PortsOf(after));
    }

    /// <summary>The receive locations of both configurations whose receivers are replaced.</summary>
    public static IReadOnlySet<string> Receivers(GroupModel before, GroupModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Differing(
            LocationsOf(before, (_, port, location) => EndpointFingerprint.OfReceiver(port, location)),
            LocationsOf(after, (_, port, location) => EndpointFingerprint.OfReceiver(port, location)));
    }

    /// <summary>The receive locations of both configurations whose items go through something else.</summary>
    public static IReadOnlySet<string> Pipelines(GroupModel before, GroupModel after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Differing(
            LocationsOf(before, EndpointFingerprint.OfWay), LocationsOf(after, EndpointFingerprint.OfWay));
    }

    private static Dictionary<string, string> PortsOf(GroupModel model) => (
        from application in model.Applications
        from port in application.SendPorts
        select (port.Name, Text: EndpointFingerprint.Of(application, port)))
        .ToDictionary(port => port.Name, port => port.Text, StringComparer.Ordinal);

    private static Dictionary<string, string> LocationsOf(
        GroupModel model, Func<ApplicationModel, ReceivePortModel, ReceiveLocationModel, string> text) => (
        from application in model.Applications
        from port in application.ReceivePorts
        from location in port.Locations
        select (location.Name, Text: text(application, port, location)))
        .ToDictionary(location => location.Name, location => location.Text, StringComparer.Ordinal);

    private static HashSet<string> Differing(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. before.Keys.Where(name => after.TryGetValue(name, out string? text) && text != before[name])];
}
