using Viaduct.Core.Adapters;
using Viaduct.Server.Configuration.Resolving;
using Viaduct.Server.Configuration.Yaml;

namespace Viaduct.Server.Configuration.Validation;

/// <summary>Two-way ports have adapters that can be so, and only they have a way back.</summary>
internal sealed class TwoWayValidator(IReadOnlyList<IAdapter> adapters) : IConfigurationValidator
{
    private const string Timeout = "responseTimeout";
    private const string Maps = "responseMaps";

    public void Validate(ConfigurationDraft draft, ConfigurationProblems problems)
    {
        foreach (var port in draft.ReceivePorts)
        {
            if (!port.Config.TwoWay) RefuseKeys(port.Config.Source, "receive port", problems, Timeout, Maps);
            foreach (var location in port.Locations)
            {
                if (!port.Config.TwoWay) RefuseKeys(location.Config.Source, "receive port", problems, "send");
                else if (location.Endpoint is { } endpoint && !TakesRequests(endpoint.Adapter))
                    Refuse(location.Config.Source, endpoint.Adapter, "receive location", "take requests", problems);
            }
        }

        foreach (var port in draft.SendPorts)
        {
            if (!port.Config.TwoWay) RefuseKeys(port.Config.Source, "send port", problems, "receive", Maps);
            else if (port.Endpoint is { } endpoint && !GetsResponses(endpoint.Adapter))
                Refuse(port.Config.Source, endpoint.Adapter, "send port", "get responses", problems);
        }
    }

    private bool TakesRequests(string adapter) =>
        adapters.OfType<IReceiveAdapter>().Any(a => a.Name == adapter && a.TakesRequests);

    private bool GetsResponses(string adapter) =>
        adapters.OfType<ISendAdapter>().Any(a => a.Name == adapter && a.GetsResponses);

    private static void RefuseKeys(
        YamlMapping source, string port, ConfigurationProblems problems, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (source.Find(key) is null) continue;
            problems.Error(source.PlaceOf(key), $"{key} belongs to two-way ports.",
                $"It is for responses, and this {port} is one-way.",
                $"Write twoWay: true at the {port}, or remove {key}.");
        }
    }

    private void Refuse(
        YamlMapping source, string adapter, string what, string does, ConfigurationProblems problems)
    {
        string[] fitting = [.. adapters.Where(a => what == "send port" ? GetsResponses(a.Name) : TakesRequests(a.Name))
            .Select(a => a.Name).Order(StringComparer.Ordinal)];
        problems.Error(source.PlaceOf(adapter), $"The adapter {adapter} cannot be used by a {what} of a two-way port.",
            $"It does not {does}.",
            fitting.Length == 0 ? "Remove twoWay." : $"Use one of {string.Join(", ", fitting)}, or remove twoWay.");
    }
}
