using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.FormatsBench.Contestants;

/// <summary>Lets components write to one stream: what is compared is the work on the bytes.</summary>
internal sealed class SinkContext(Stream stream) : PipelineContext
{
    /// <inheritdoc/>
    public override PipelineLimits Limits { get; } = new() { BodyBytes = 1L << 40 };

    /// <inheritdoc/>
    public override IBodyWriter CreateBody() => new Writer(stream);

    private sealed class Writer(Stream stream) : IBodyWriter
    {
        public Stream Stream => stream;

        public ValueTask<Body> CompleteAsync(CancellationToken cancellationToken) => new(Body.Empty);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
