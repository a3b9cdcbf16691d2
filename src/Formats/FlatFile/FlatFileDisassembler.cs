using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>Makes XML messages of a flat file, one for each root record, streaming.</summary>
internal sealed class FlatFileDisassembler(FlatFileOptions options, FlatSchemas schemas, PromotionPlan? plan)
    : IDisassembler
{
    private const int HeaderMax = 64 << 10;

    private static readonly Failure NoBytes = new(
        FailureCodes.EmptyInput,
        "There are no bytes, and so no record. Have the sender check why it sends nothing, or receive empty items "
            + "without the flatFile component.");

    /// <inheritdoc/>
    public string Sentence => $"Turns flat files into messages of the type {schemas.Body.MessageType}.";

    /// <inheritdoc/>
    public async ValueTask<Failure?> ProbeAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken)
    {
        try
        {
            await using var parser = await OpenAsync(message, context, cancellationToken);
            if (await parser.IsEmptyAsync(cancellationToken)) return NoBytes;
            if (schemas.Header is not null) await parser.ReadHeaderAsync(null, NoDrain, cancellationToken);
            if (await parser.HasBodyAsync(isFirst: true, cancellationToken))
                await parser.ReadBodyAsync(null, NoDrain, cancellationToken);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<DisassembledItem> DisassembleAsync(
        PipelineMessage message,
        PipelineContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var parser = await OpenAsync(message, context, cancellationToken);
        string? header = null;
        bool isFirst = true;
        while (true)
        {
            PipelineMessage? body = null;
            Failure? failure = null;
            try
            {
                if (isFirst && await parser.IsEmptyAsync(cancellationToken)) throw new DocumentFaultException(NoBytes);
                if (isFirst && schemas.Header is not null) header = await HeaderAsync(parser, cancellationToken);
                if (await parser.HasBodyAsync(isFirst, cancellationToken))
                    body = await BodyAsync(parser, message, context, header, cancellationToken);
            }
            catch (Exception e) when (DocumentReader.Explain(e) is { } fault)
            {
                failure = fault;
            }

            if (failure is not null)
            {
                yield return options.Recoverable
                    ? DisassembledItem.BadPart(message, failure)
                    : DisassembledItem.BadInterchange(failure);
                yield break;
            }

            if (body is null) yield break;
            isFirst = false;
            yield return DisassembledItem.Good(body, options.Recoverable);
        }
    }

    private static ValueTask NoDrain() => default;

    private async ValueTask<FlatParser> OpenAsync(
        PipelineMessage message, PipelineContext context, CancellationToken cancellationToken) =>
        new(await message.Body.OpenAsync(cancellationToken), schemas, context.Limits);

    private async ValueTask<string?> HeaderAsync(FlatParser parser, CancellationToken cancellationToken)
    {
        if (!options.PreserveHeader)
        {
            await parser.ReadHeaderAsync(null, NoDrain, cancellationToken);
            return null;
        }

        var text = new StringBuilder();
        await using var xml = XmlWriter.Create(
            text, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize });
        var emitter = new XmlEmitter(schemas.Header!, parser.State, xml) { Validates = options.Validate };
        await parser.ReadHeaderAsync(emitter, () => Small(text), cancellationToken);
        await xml.FlushAsync();
        return text.ToString();
    }

    private static ValueTask Small(StringBuilder text) => text.Length <= HeaderMax
        ? default
        : throw new DocumentFaultException(new Failure(
            FailureCodes.Limit,
            $"The header is longer than {HeaderMax:N0} characters as XML, so it is not kept with each message. Do "
                + "without preserveHeader."));

    private async ValueTask<PipelineMessage> BodyAsync(
        FlatParser parser,
        PipelineMessage interchange,
        PipelineContext context,
        string? header,
        CancellationToken cancellationToken)
    {
        await using var output = new FlatOutput(context.CreateBody());
        var promotions = plan is null
            ? null
            : new PromotionRun(plan, new NoLines(), context.Limits.PromotedCharacters);
        var emitter = new XmlEmitter(schemas.Body, parser.State, output.Xml)
        {
            Validates = options.Validate,
            Promotions = promotions,
        };
        await parser.ReadBodyAsync(emitter, () => output.DrainAsync(cancellationToken), cancellationToken);
        if (promotions?.Failure is { } unusable) throw new DocumentFaultException(unusable);
        var result = new PipelineMessage(
            await output.CompleteAsync(cancellationToken),
            new MessageContextBuilder(interchange.Context.Build()),
            MediaType.Utf8(null))
        {
            OtherParts = interchange.OtherParts,
        };
        result.Context.Promote(SystemProperties.MessageType, PropertyValue.From(schemas.Body.MessageType));
        result.Context.Write(XmlProperties.SourceCharset, PropertyValue.From(parser.Window.Encoding.WebName));
        if (header is not null) result.Context.Write(FlatFileProperties.HeaderDocument, PropertyValue.From(header));
        promotions?.Apply(result.Context);
        return result;
    }

    // The places of values in the XML mean nothing to who sent a flat file.
    private sealed class NoLines : IXmlLineInfo
    {
        public int LineNumber => 0;

        public int LinePosition => 0;

        public bool HasLineInfo() => false;
    }
}
