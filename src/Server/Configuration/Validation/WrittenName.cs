using System.Runtime.InteropServices;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>A name in a configuration.</summary>
/// <param name="Kind">What it names, for people.</param>
/// <param name="Space">Within what it must be unique.</param>
/// <param name="Name">The name.</param>
/// <param name="Place">Where it stands.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WrittenName(string Kind, string Space, string Name, SourcePlace Place)
{
    /// <summary>
    /// Every name that a configuration gives; those that are missing are reported where the record is read.
    /// </summary>
    public static IEnumerable<WrittenName> In(ConfigurationDraft draft)
    {
        // A filter or group names either of them, so they share one space.
        const string Exits = "send ports and send port groups";
        WrittenName?[] all =
        [
            Of("group", "group", draft.Group.Source, "group"),
            .. draft.Group.Hosts.Select(h => Of("host", "hosts", h.Source)),
            .. draft.Group.Retention.Select(r => Of("retention class", "retention classes", r.Source)),
            .. draft.Applications.Select(a => Of("application", "applications", a.Config.Source, "application")),
            .. draft.ReceivePorts.Select(p => Of("receive port", "receive ports", p.Config.Source)),
            .. draft.Locations.Select(l => Of("receive location", "receive locations", l.Config.Source)),
            .. draft.SendPorts.Select(p => Of("send port", Exits, p.Config.Source)),
            .. draft.SendPortGroups.Select(g => Of("send port group", Exits, g.Config.Source)),
        ];
        return all.OfType<WrittenName>();
    }

    /// <summary>A name for people, also if it is missing.</summary>
    public static string Show(string name) => name.Length == 0 ? "without name" : name;

    private static WrittenName? Of(string kind, string space, YamlMapping source, string key = "name") =>
        source.Find(key)?.Value is YamlScalar { IsNothing: false } name
            ? new(kind, space, name.Text, name.Place)
            : null;
}
