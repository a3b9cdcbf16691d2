using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <summary>A configuration with the pipelines that are made of it.</summary>
/// <param name="Loaded">The configuration.</param>
/// <param name="Pipelines">Its pipelines, as far as they have been needed.</param>
internal sealed record PreparedConfiguration(LoadedConfiguration Loaded, EndpointPipelines Pipelines)
{
    /// <summary>The same as operators let it run.</summary>
    public PreparedConfiguration As(IReadOnlyList<OperatedPort> operated) =>
        this with { Loaded = Loaded with { Model = OperatedModel.Of(Loaded.Model, operated) } };
}
