using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells which endpoints a change of the configuration replaces, by the same comparison that servers make when they
/// take
/// it up: all others go on undisturbed.
/// </summary>
public static class ReplacedEndpoints
{
    /// <summary>The send ports of both configurations that are replaced.</summary>
    public static IReadOnlySet<string> SendPorts(
        GroupModel before, string beforeHash, GroupModel after, string afterHash)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Differing(PortsOf(before, beforeHash), PortsOf(after, afterHash));
    }

    /// <summary>The receive locations of both configurations that are replaced.</summary>
    public static IReadOnlySet<string> Locations(
        GroupModel before, string beforeHash, GroupModel after, string afterHash)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Differing(LocationsOf(before, beforeHash), LocationsOf(after, afterHash));
    }

    private static Dictionary<string, string> PortsOf(GroupModel model, string hash) => model.SendPorts.ToDictionary(
        port => port.Name, port => EndpointFingerprint.Of(port, hash), StringComparer.Ordinal);

    private static Dictionary<string, string> LocationsOf(GroupModel model, string hash) => (
        from port in model.ReceivePorts
        from location in port.Locations
        select (location.Name, Text: EndpointFingerprint.Of(port, location, hash)))
        .ToDictionary(location => location.Name, location => location.Text, StringComparer.Ordinal);

    private static HashSet<string> Differing(Dictionary<string, string> before, Dictionary<string, string> after) =>
        [.. before.Keys.Where(name => after.TryGetValue(name, out string? text) && text != before[name])];
}
