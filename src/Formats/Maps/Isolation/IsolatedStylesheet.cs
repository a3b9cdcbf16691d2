using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Maps.Running;
using Viaduct.Formats.Maps.Stylesheets;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>A stylesheet that runs in a process of its own.</summary>
internal sealed class IsolatedStylesheet(Stylesheet stylesheet, MapModel map, MapWorkers workers)
{
    /// <summary>The stylesheet so, or null where the program for it is not there.</summary>
    public static IsolatedStylesheet? TryCreate(Stylesheet stylesheet, MapModel map) =>
        WorkerProgram.IsThere ? new IsolatedStylesheet(stylesheet, map, MapWorkers.Shared(map.MemoryBytes)) : null;

    /// <summary>Runs it on one document.</summary>
    /// <exception cref="IOException">No process can be started, or the body cannot be written.</exception>
    public async ValueTask<MapResult> RunAsync(
        ReadOnlyMemory<byte> input, string? contentType, PipelineLimits limits, Stream body,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var job = new IsolatedJob(map, stylesheet, input, contentType, limits, body);
        workers.Post(job);

        // Not left before its end, which the time limit of the map brings: it writes to the body.
        return await job.Done;
    }
}
