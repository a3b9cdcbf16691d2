using Viaduct.Core.Pipelines;

namespace Viaduct.Core.Store;

/// <summary>
/// What components may use, with the store as the place of large bodies. The limits are those of the configuration that
/// runs at the moment.
/// </summary>
internal sealed class StorePipelineContext(
    IBodyStore bodies, SessionId session, Func<PipelineLimits> limits, TimeProvider time) : PipelineContext
{
    /// <inheritdoc/>
    public override PipelineLimits Limits => limits();

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => new BodyWriter(bodies, session, limits(), time);
}
