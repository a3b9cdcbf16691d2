using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Store;

/// <summary>What components may use, with the store as the place of large bodies.</summary>
internal sealed class StorePipelineContext(
    IBodyStore bodies, SessionId session, PipelineLimits limits, TimeProvider time) : PipelineContext
{
    /// <inheritdoc/>
    public override PipelineLimits Limits => limits;

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => new BodyWriter(bodies, session, limits, time);
}
