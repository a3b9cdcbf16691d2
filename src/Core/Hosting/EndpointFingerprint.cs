using System.Text.Json;
using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells whether an endpoint has changed from one configuration to the next: what has not goes on undisturbed.
/// </summary>
internal static class EndpointFingerprint
{
    /// <summary>Of a send port: equal texts mean that what runs can stay.</summary>
    public static string Of(SendPortModel port, string filesHash)
    {
        Way? back = port.IsTwoWay ? new(port.ReceivePipeline, port.ResponseMaps) : null;
        return (port.State == SendPortState.Stopped ? "stopped" : "")
            + Of(
                port.Endpoint, new(port.Pipeline, port.Maps), back,
                new object?[] { port.Retry, port.Dynamic?.Address.ToString(), port.Dynamic?.Allowed }, filesHash);
    }

    /// <summary>Of a receive location: equal texts mean that what runs can stay.</summary>
    public static string Of(ReceivePortModel port, ReceiveLocationModel location, string filesHash)
    {
        Way? back = port.ResponseTimeout is null ? null : new(location.SendPipeline, port.ResponseMaps);
        return port.Name
            + Of(location.Endpoint, new(location.Pipeline, port.Maps), back, port.ResponseTimeout, filesHash);
    }

    private static string Of(EndpointModel endpoint, Way way, Way? back, object? settings, string filesHash)
    {
        bool usesFiles = way.UsesFiles || back is { UsesFiles: true };
        return JsonSerializer.Serialize(new object?[]
        {
            endpoint.Adapter, endpoint.Options, endpoint.Address, Parts(way), back is null ? null : Parts(back),
            settings, usesFiles ? filesHash : "",
        });
    }

    private static object[] Parts(Way way) =>
        [way.Pipeline.Components.Select(c => new object[] { c.Name, c.Options }).ToArray(), way.Maps];

    /// <summary>What messages of one direction go through.</summary>
    private sealed record Way(PipelineModel Pipeline, IReadOnlyList<MapModel> Maps)
    {
        public bool UsesFiles => Pipeline.Components.Count > 0 || Maps.Count > 0;
    }
}
