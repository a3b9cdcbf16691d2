using Viaduct.Core.Adapters;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>What a send port sends round finds the receive location that it names.</summary>
internal sealed class InboundLocationValidator(IReadOnlyList<ISendAdapter> adapters) : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var port in draft.SendPorts)
        {
            if (port.Endpoint is not { } endpoint) continue;
            var adapter = adapters.FirstOrDefault(a => a.Name == endpoint.Adapter);
            if (adapter?.InboundLocation(endpoint.Options) is not { } location) continue;
            string[] fitting = [.. Locations(draft, endpoint.Adapter)];
            if (fitting.Contains(location, StringComparer.Ordinal)) continue;
            Tell(port.Config.Source.PlaceOf(endpoint.Adapter), endpoint.Adapter, location, fitting, problems);
        }
    }

    private static IEnumerable<string> Locations(ConfigurationDraft draft, string adapter) => draft.Locations
        .Where(l => l.Endpoint?.Adapter == adapter)
        .Select(l => l.Config.Name);

    private static void Tell(
        SourcePlace place, string adapter, string location, string[] fitting, ConfigurationProblems problems)
    {
        string? near = Spelling.Nearest(location, fitting);
        problems.Error(place, $"There is no receive location {location} with the adapter {adapter}.",
            "What the port sends would come in nowhere.",
            near is null ? $"Add one, with '{adapter}: {{}}', or correct the name." : $"Write {near}.");
    }
}
