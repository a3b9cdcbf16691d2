using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json.Schemas;
using Viaduct.Formats.Json.Writing;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json;

/// <summary>Writes XML documents as JSON.</summary>
internal sealed class JsonAssembler(JsonAssembleOptions options, ShapedSchema? schema) : IBodyComponent
{
    /// <inheritdoc/>
    public string Sentence => schema is null
        ? "Writes documents as JSON by convention."
        : $"Writes documents of the type {schema.Type} as JSON.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var writer = context.CreateBody();
            await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
            using var pass = new JsonPass(document, schema, options.KeepRoot);
            await pass.RunAsync(writer.Stream, cancellationToken);
            message.Body = await writer.CompleteAsync(cancellationToken);
            message.ContentType = "application/json";
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }
}
