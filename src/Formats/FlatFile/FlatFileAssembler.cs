using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.FlatFile.Writing;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.FlatFile;

/// <summary>Writes XML documents as flat files, by annotated schemas.</summary>
internal sealed class FlatFileAssembler(FlatFileAssembleOptions options, FlatGrammar body, FlatGrammar? header)
    : IBodyComponent
{
    /// <inheritdoc/>
    public string Sentence => $"Writes documents of the type {body.MessageType} as flat files.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            var encoding = TargetCharset.Of(message.Context) ?? body.Encoding;
            await using var writer = context.CreateBody();
            await using var buffer = new OutputBuffer();
            if (options.Bom && encoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001)
                buffer.Write(encoding.GetBytes("\uFEFF"));
            var kept = message.Context[FlatFileProperties.HeaderDocument];
            if (header is not null && kept.Kind == PropertyValueKind.String)
            {
                var document = new PipelineMessage(
                    Body.From(Encoding.UTF8.GetBytes(kept.Text)), new MessageContextBuilder());
                await WriteAsync(document, header, context, (buffer, encoding, writer), cancellationToken);
            }

            await WriteAsync(message, body, context, (buffer, encoding, writer), cancellationToken);
            message.Body = await writer.CompleteAsync(cancellationToken);
            message.ContentType = $"text/plain; charset={encoding.WebName}";
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
        catch (EncoderFallbackException e)
        {
            return TargetCharset.Lacks(e, "Use another code page in the schema or another charset");
        }
    }

    private static async ValueTask WriteAsync(
        PipelineMessage document,
        FlatGrammar grammar,
        PipelineContext context,
        (OutputBuffer Buffer, Encoding Encoding, IBodyWriter Body) target,
        CancellationToken cancellationToken)
    {
        await using var reader = await DocumentReader.OpenAsync(document, context.Limits, cancellationToken);
        using var pass = new FlatPass(reader, grammar, target.Buffer, target.Encoding);
        await pass.RunAsync(target.Body.Stream, cancellationToken);
    }
}
