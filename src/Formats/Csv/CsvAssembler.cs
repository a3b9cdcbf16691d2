using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv.Writing;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Csv;

/// <summary>Writes the rows of XML documents as files of values.</summary>
internal sealed class CsvAssembler(CsvAssembleOptions options, CsvForm form, Encoding charset) : IBodyComponent
{
    /// <inheritdoc/>
    public string Sentence => $"Writes the elements {options.Record} as rows of values.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            var encoding = TargetCharset.Of(message.Context) ?? charset;
            await using var writer = context.CreateBody();
            await using var buffer = new OutputBuffer();
            if (options.Bom && encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding)
                buffer.Write(encoding.GetBytes("\uFEFF"));
            await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
            using var pass = new CsvPass(document, options, form, buffer, encoding);
            await pass.RunAsync(writer.Stream, cancellationToken);
            message.Body = await writer.CompleteAsync(cancellationToken);
            string header = options.Header ? "present" : "absent";
            message.ContentType = $"text/csv; charset={encoding.WebName}; header={header}";
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
        catch (EncoderFallbackException e)
        {
            return TargetCharset.Lacks(e, "Use another charset");
        }
    }
}
