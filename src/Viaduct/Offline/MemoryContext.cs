using Viaduct.Core.Pipelines;

namespace Viaduct.Cli.Offline;

/// <summary>Lets components of a tool make messages that are looked at and forgotten.</summary>
internal sealed class MemoryContext : PipelineContext
{
    /// <inheritdoc/>
    public override PipelineLimits Limits { get; } = new();

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => new MemoryBody(Limits.BodyBytes);
}
