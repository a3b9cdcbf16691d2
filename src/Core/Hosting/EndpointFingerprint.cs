using System.Text.Json;
using Viaduct.Core.Model;

namespace Viaduct.Core.Hosting;

/// <summary>
/// Tells whether an endpoint has changed from one configuration to the next: what has not goes on undisturbed.
/// </summary>
internal static class EndpointFingerprint
{
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
