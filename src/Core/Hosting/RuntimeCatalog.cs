using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Hosting;

/// <summary>All that configurations can name: adapters, pipeline components and maps.</summary>
/// <param name="Adapters">The adapters.</param>
/// <param name="Components">The kinds of pipeline components.</param>
/// <param name="Maps">The kinds of maps.</param>
public sealed record RuntimeCatalog(
    IReadOnlyList<IAdapter> Adapters, IReadOnlyList<IPipelineComponentFactory> Components,
    IReadOnlyList<IMapFactory> Maps);
