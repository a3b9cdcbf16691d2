using Viaduct.Core.Messages;
using Viaduct.Core.Route;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Warns about filters on receive ports that do not exist: they can never match.</summary>
internal sealed class FilterPortValidator : IConfigurationValidator
{
    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        string[] ports = [.. draft.ReceivePorts.Select(p => p.Config.Name)];
        foreach (var port in draft.SendPorts) Check(port.Filter, port.Config.Source, ports, problems);
        foreach (var group in draft.SendPortGroups) Check(group.Filter, group.Config.Source, ports, problems);
    }

    private static void Check(Filter? filter, YamlMapping source, string[] ports, ConfigurationProblems problems)
    {
        if (filter is null || source.Find("filter")?.Value is not YamlScalar scalar) return;
        foreach (var term in filter.Terms)
        {
            bool isPort = term.Property.Key == SystemProperties.ReceivePortName
                && term.Operator == FilterOperator.Equal;
            if (!isPort || ports.Contains(term.Value.Text, StringComparer.Ordinal)) continue;
            string? near = Spelling.Nearest(term.Value.Text, ports);
            problems.Warning(scalar.PlaceOf(term.Column, out _), $"There is no receive port {term.Value.Text}.",
                "The comparison can never be true.",
                near is null ? "Correct the filter, or add the port." : $"Write {near}.");
        }
    }
}
