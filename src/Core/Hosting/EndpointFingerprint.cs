using System.Text.Json;
using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells whether an endpoint has changed from one configuration to the next: what has not goes on undisturbed. Files
/// count by what they hold, and only those that the endpoint was made of. Pure.
/// </summary>
internal static class EndpointFingerprint
{
    /// <summary>Of a send port: equal texts mean that what runs can stay.</summary>
    public static string Of(ApplicationModel application, SendPortModel port)
    {
        var way = new Way(application, port.Pipeline, port.Maps);
        var back = port.IsTwoWay ? new Way(application, port.ReceivePipeline, port.ResponseMaps) : null;
        return Text(
            port.State == SendPortState.Stopped, Parts(port.Endpoint), way.Parts(), back?.Parts(), port.Retry,
            port.Dynamic?.Address.ToString(), port.Dynamic?.Allowed);
    }

    /// <summary>Of a location's receiver: equal texts mean that it can go on receiving.</summary>
    public static string OfReceiver(ReceivePortModel port, ReceiveLocationModel location) =>
        Text(Parts(location.Endpoint), port.ResponseTimeout is null);

    /// <summary>Of what a location's items go through: equal texts mean that it can stay.</summary>
    public static string OfWay(ApplicationModel application, ReceivePortModel port, ReceiveLocationModel location)
    {
        var way = new Way(application, location.Pipeline, port.Maps);
        var back = port.ResponseTimeout is null
            ? null
            : new Way(application, location.SendPipeline, port.ResponseMaps);
        return Text(
            port.Name, location.Host, location.Endpoint.Address, way.Parts(), back?.Parts(), port.ResponseTimeout);
    }

    private static object[] Parts(EndpointModel endpoint) => [endpoint.Adapter, endpoint.Options, endpoint.Address];

    private static string Text(params object?[] values) => JsonSerializer.Serialize(values);

    /// <summary>What messages of one direction go through.</summary>
    private sealed record Way(ApplicationModel Application, PipelineModel Pipeline, IReadOnlyList<MapModel> Maps)
    {
        public object[] Parts()
        {
            bool isMade = Pipeline.Components.Count > 0 || Maps.Count > 0;
            return
            [
                Pipeline.Components.Select(c => new[] { c.Name, c.Options, c.FilesDigest }).ToArray(), Maps,
                isMade ? Application.Promotions.Select(promotion => promotion.ToString()).ToArray() : [],
            ];
        }
    }
}
