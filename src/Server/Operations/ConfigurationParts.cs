using System.Security.Cryptography;
using System.Text.Json;
using Viaduct.Client;
using Viaduct.Core.Model;
using Viaduct.Server.Configuration;

namespace Viaduct.Server.Operations;

/// <summary>Takes configurations apart, so that people are told what is different, by name.</summary>
internal static class ConfigurationParts
{
    /// <summary>The parts of no configuration.</summary>
    public static readonly IReadOnlyDictionary<(string Part, string Name), string> None =
        new Dictionary<(string, string), string>();

    /// <summary>The parts of a configuration, each with a text that is equal if the part is.</summary>
    public static IReadOnlyDictionary<(string Part, string Name), string> Of(
        GroupModel group, ConfigurationPackage package)
    {
        var parts = new Dictionary<(string, string), string>
        {
            [("group", group.Name)] = Text(group.Store, group.Limits),
        };
        foreach (var retention in group.Retention) parts[("retention class", retention.Name)] = $"{retention.Keep}";
        foreach (var host in group.Hosts) parts[("host", host.Name)] = Text(host.Servers, host.Cluster);
        foreach (var application in group.Applications) AddApplication(parts, application);
        foreach (string path in package.Paths.Except(package.Documents, StringComparer.Ordinal))
        {
            using var file = package.Open(path);
            parts[("file", path)] = Convert.ToHexStringLower(SHA256.HashData(file));
        }

        return parts;
    }

    /// <summary>What is different, by part and name.</summary>
    public static IReadOnlyList<ConfigurationChange> Compare(
        IReadOnlyDictionary<(string Part, string Name), string> before,
        IReadOnlyDictionary<(string Part, string Name), string> after)
    {
        var changes = before.Keys.Union(after.Keys)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => new ConfigurationChange(Kind(key), key.Part, key.Name));
        return
        [
            .. changes.OrderBy(change => change.Part, StringComparer.Ordinal)
                .ThenBy(change => change.Name, StringComparer.Ordinal),
        ];

        string Kind((string, string) key) => !before.ContainsKey(key) ? ChangeKinds.Added
            : after.ContainsKey(key) ? ChangeKinds.Changed
            : ChangeKinds.Removed;
    }

    private static void AddApplication(Dictionary<(string, string), string> parts, ApplicationModel application)
    {
        parts[("application", application.Name)] = Text(
            application.Folder, application.Promotions.Select(p => p.ToString()).ToArray(),
            application.PropertySchemas.Select(s => Text(s.Prefix, s.Namespace, Properties(s))).ToArray());
        foreach (var port in application.ReceivePorts)
        {
            parts[("receive port", port.Name)] = Text(
                port.Application, Maps(port.Maps), port.ResponseTimeout, Maps(port.ResponseMaps));
            foreach (var location in port.Locations)
                parts[("receive location", location.Name)] = Text(
                    location.Port, location.Host, location.Enabled, location.Endpoint, Components(location.Pipeline),
                    Track(location.Track), Components(location.SendPipeline));
        }

        foreach (var port in application.SendPorts)
            parts[("send port", port.Name)] = Text(
                port.Application, port.Host, port.State, port.Endpoint, Components(port.Pipeline), port.Retry,
                Maps(port.Maps), port.Subscription?.ToString(), Track(port.Track), Order(port.Order),
                port.Dynamic?.Address.ToString(), port.Dynamic?.Allowed, port.IsTwoWay,
                Components(port.ReceivePipeline), Maps(port.ResponseMaps));
        foreach (var group in application.SendPortGroups)
            parts[("send port group", group.Name)] = Text(group.Ports, group.Filter?.ToString());
    }

    private static string[] Properties(PropertySchemaModel schema) =>
        [.. schema.Properties.Select(property => property.ToString())];

    private static object?[] Track(TrackModel track) =>
        [track.Before, track.After, track.Retention, track.Properties?.Select(key => key.ToString()).ToArray()];

    private static object?[]? Order(OrderModel? order) =>
        order is null ? null : [order.Key?.ToString(), order.Groups, order.OnFailure];

    private static object[] Components(PipelineModel pipeline) =>
        [.. pipeline.Components.Select(component => new { component.Name, component.Options })];

    // Files are parts of their own.
    private static MapModel[] Maps(IReadOnlyList<MapModel> maps) =>
        [.. maps.Select(map => map with { FilesDigest = "" })];

    private static string Text(params object?[] values) => JsonSerializer.Serialize(values);
}
