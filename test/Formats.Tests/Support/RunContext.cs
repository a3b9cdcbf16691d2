using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Tests.Support;

/// <summary>What a component gets for a run.</summary>
internal sealed class RunContext(PipelineLimits? limits = null, bool keep = true) : PipelineContext
{
    public override PipelineLimits Limits { get; } = limits ?? new PipelineLimits();

    public List<MemoryBodyWriter> Bodies { get; } = [];

    public override IBodyWriter CreateBody()
    {
        var body = new MemoryBodyWriter(Limits.BodyBytes, keep);
        Bodies.Add(body);
        return body;
    }
}
