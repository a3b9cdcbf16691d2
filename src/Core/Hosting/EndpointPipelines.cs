using System.Collections.Concurrent;
using Viaduct.Core.Assemble;
using Viaduct.Core.Model;
using Viaduct.Core.Receive;

namespace Viaduct.Core.Hosting;

/// <summary>
/// The pipelines of one configuration's endpoints, each made once: ahead of its activation if it was announced, else
/// when it is needed. Safe for all threads.
/// </summary>
/// <param name="catalog">What pipelines are made of.</param>
/// <param name="configuration">The configuration.</param>
internal sealed class EndpointPipelines(RuntimeCatalog catalog, LoadedConfiguration configuration)
{
    private readonly PipelineComposer _composer = new(catalog, configuration);

    private readonly ConcurrentDictionary<string, Lazy<(ReceivePipeline In, SendPipeline Back)>> _locations =
        new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Lazy<(SendPipeline Out, ReceivePipeline Back)>> _ports =
        new(StringComparer.Ordinal);

    /// <summary>What items of a location go through, and responses to them.</summary>
    /// <exception cref="Pipelines.ComponentConfigurationException">They cannot be made.</exception>
    public (ReceivePipeline In, SendPipeline Back) Of(
        ApplicationModel application, ReceivePortModel port, ReceiveLocationModel location) =>
        _locations.GetOrAdd(location.Name, _ => new(() => (
            _composer.Receive(application, location.Pipeline, port.Maps),
            _composer.Send(application, location.SendPipeline, port.ResponseMaps)))).Value;

    /// <summary>What messages of a send port go through, and responses to them.</summary>
    /// <exception cref="Pipelines.ComponentConfigurationException">They cannot be made.</exception>
    public (SendPipeline Out, ReceivePipeline Back) Of(ApplicationModel application, SendPortModel port) =>
        _ports.GetOrAdd(port.Name, _ => new(() => (
            _composer.Send(application, port.Pipeline, port.Maps),
            _composer.Receive(application, port.ReceivePipeline, port.ResponseMaps)))).Value;
}
