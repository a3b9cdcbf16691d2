using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Every location and port runs in a host that exists.</summary>
internal sealed class HostValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        string[] hosts = ModelBuilder.HostsOf(draft.Group);
        foreach (var location in draft.Locations)
            Check("receive location", location.Config.Name, location.Config.Source, hosts, problems);
        foreach (var port in draft.SendPorts)
            Check("send port", port.Config.Name, port.Config.Source, hosts, problems);
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
