using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Maps.Isolation;

/// <summary>What the process of isolated maps is asked: to take a stylesheet, or to map a document by it.</summary>
/// <param name="Number">The number of the stylesheet.</param>
/// <param name="Path">The path of its main file.</param>
/// <param name="Files">Its files; null: map a document.</param>
/// <param name="Input">The document.</param>
/// <param name="ContentType">Its media type, or null.</param>
/// <param name="Limits">The limits on both documents.</param>
internal sealed record WorkerRequest(
    int Number, string Path, HeldFiles? Files, ReadOnlyMemory<byte> Input, string? ContentType, PipelineLimits Limits);
