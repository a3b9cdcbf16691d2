using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Envelopes;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml;

/// <summary>Writes a document in the encoding and form that the receiver wants.</summary>
internal sealed class XmlAssembler(
    XmlAssembleOptions options,
    Encoding? encoding,
    IReadOnlyList<(string Target, string Text)> instructions,
    EnvelopeTemplate? envelope)
    : IBodyComponent
{
    /// <summary>The charset that stands for the encoding in which the document came in.</summary>
    public const string SourceCharset = "source";

    /// <inheritdoc/>
    public string Sentence => envelope is null
        ? $"Writes XML documents as {options.Charset}."
        : $"Puts XML documents into the envelope {envelope.Type}, and writes them as {options.Charset}.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> RunAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            var form = FormFor(message.Context);
            await using var document = await DocumentReader.OpenAsync(message, context.Limits, cancellationToken);
            await using var output = new DocumentOutput(context, form, isCopy: envelope is null);
            using var pass = new DocumentPass(document, output);
            await pass.ReadToRootAsync(cancellationToken);
            output.AddInstructions();
            envelope?.WriteHead(output.Xml, message.Context);
            await pass.ReadToEndAsync(cancellationToken);
            envelope?.WriteTail(output.Xml, message.Context);
            message.Body = await output.CompleteAsync(cancellationToken);
            if (envelope is not null) message.Context.Promote(SystemProperties.MessageType, envelope.MessageType);
            message.ContentType = MediaType.With(message.ContentType, form.Encoding.WebName);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
        catch (EncoderFallbackException e)
        {
            return Inexpressible(e);
        }
    }

    private DocumentForm FormFor(MessageContextBuilder context)
    {
        var target = EncodingFor(context);
        bool isUnicode = target is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
        return new DocumentForm(
            target,
            isUnicode && (options.Bom ?? target is not UTF8Encoding),
            options.Declaration ? DeclarationRule.Always : DeclarationRule.Never,
            options.ProcessingInstructionsMode == InstructionsMode.Append,
            options.ProcessingInstructionsMode == InstructionsMode.Remove ? [] : instructions);
    }

    private Encoding EncodingFor(MessageContextBuilder context)
    {
        if ((TargetCharset.Of(context) ?? encoding) is { } chosen) return chosen;
        var source = context[XmlProperties.SourceCharset];
        return source.Kind == PropertyValueKind.None ? Charsets.Utf8 : TargetCharset.Find(source.ToString());
    }

    // In texts and attributes such a character is written as a reference; names, comments, CDATA sections and
    // instructions know no references.
    private Failure Inexpressible(EncoderFallbackException e) => new(
        FailureCodes.BadInput,
        $"The character {TargetCharset.CharacterOf(e)} in a name, comment, CDATA section or processing instruction "
            + $"cannot be written as {options.Charset}. Choose utf-8 as the charset of xmlAssemble, or have it left "
            + "out.");
}
