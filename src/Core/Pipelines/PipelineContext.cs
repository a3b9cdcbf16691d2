namespace Viaduct.Core.Pipelines;

/// <summary>What a component may use during one run: limits, and a place for new bodies.</summary>
public abstract class PipelineContext
{
    /// <summary>The limits of this run.</summary>
    public abstract PipelineLimits Limits { get; }

    /// <summary>A writer for a new body.</summary>
    public abstract IBodyWriter CreateBody();
}
