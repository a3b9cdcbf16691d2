using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Every location and port runs in a host that exists, and every host somewhere.</summary>
internal sealed class HostValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        string[] hosts = ModelBuilder.HostsOf(draft.Group);
        foreach (var host in draft.Group.Hosts) CheckServers(host.Source, problems);
        foreach (var location in draft.Locations)
            Check("receive location", location.Config.Name, location.Config.Source, hosts, problems);
        foreach (var port in draft.SendPorts)
            Check("send port", port.Config.Name, port.Config.Source, hosts, problems);
    }

    private static void CheckServers(YamlMapping source, ConfigurationProblems problems)
    {
        if (source.Find("servers")?.Value is not YamlSequence written) return;
        if (written.Items.Count == 0)
            problems.Error(written.Place, "The host has no servers.", "It would run nowhere.",
                "Name servers, or remove servers: then it runs on all.");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var server in written.Items.OfType<YamlScalar>())
        {
            if (server.Text.Length == 0 || server.Text.Any(char.IsControl))
                problems.Error(server.Place, "The name of the server cannot be used.",
                    "It is empty, or has a control character.", "Write the name that the server is started with.");
            else if (!seen.Add(server.Text))
                problems.Error(server.Place, $"{server.Text} stands twice in the servers of the host.",
                    "At most one instance of a host is on a server.", "Remove one of them.");
        }
    }

    private static void Check(
        string kind, string name, YamlMapping source, string[] hosts, ConfigurationProblems problems)
    {
        string? host = (source.Find("host")?.Value as YamlScalar)?.Text;
        string all = string.Join(", ", hosts);
        // A name that stands twice is reported where it does, and is one host.
        bool several = hosts.Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any();
        if (host is null && source.Find("host") is null && several)
        {
            problems.Error(source.Place, $"The {kind} {WrittenName.Show(name)} has no host.",
                "The group has several hosts, so the host must be named.", $"Add host: with one of {all}.");
        }
        else if (host is not null && !hosts.Contains(host, StringComparer.Ordinal))
        {
            string? near = Spelling.Nearest(host, hosts);
            problems.Error(source.PlaceOf("host"), $"There is no host {host}.", $"The group has the hosts {all}.",
                near is null ? $"Write one of them, or add {host} to the hosts of the group." : $"Write {near}.");
        }
    }
}
