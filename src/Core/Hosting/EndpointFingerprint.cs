using System.Text.Json;
using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells whether an endpoint has changed from one configuration to the next: what has not goes on undisturbed.
/// </summary>
internal static class EndpointFingerprint
{
    /// <summary>Of a send port: equal texts mean that what runs can stay.</summary>
    public static string Of(SendPortModel port, string filesHash) =>
        (port.State == SendPortState.Stopped ? "stopped" : "")
        + Of(port.Endpoint, port.Pipeline, port.Maps, port.Retry, filesHash);

    /// <summary>Of a receive location: equal texts mean that what runs can stay.</summary>
    public static string Of(ReceivePortModel port, ReceiveLocationModel location, string filesHash) =>
        port.Name + Of(location.Endpoint, location.Pipeline, port.Maps, null, filesHash);

    /// <summary>Equal texts mean that the running endpoint can stay.</summary>
    public static string Of(
        EndpointModel endpoint, PipelineModel pipeline, IReadOnlyList<MapModel> maps, RetryModel? retry,
        string filesHash)
    {
        bool usesFiles = pipeline.Components.Count > 0 || maps.Count > 0;
        return JsonSerializer.Serialize(new object?[]
        {
            endpoint.Adapter, endpoint.Options, endpoint.Address,
            pipeline.Components.Select(c => new object[] { c.Name, c.Options }).ToArray(),
            maps, retry, usesFiles ? filesHash : "",
        });
    }
}
