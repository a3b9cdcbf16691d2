using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Schemas;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Xml.Envelopes;

/// <summary>
/// Makes messages of an interchange: of a document one, of an envelope one for each document in it. One pass; memory
/// does not grow with the interchange.
/// </summary>
internal sealed class InterchangeReader(
    XmlOptions options, SchemaCatalog catalog, PipelineMessage interchange, PipelineContext context)
    : IPartReader, IDisassemblyPlace
{
    // What is in front of the first document is read once more by each run that goes on.
    private const int HeadBytesMax = 1 << 20;

    private readonly MessageContext _properties = interchange.Context.Build();
    private DocumentReader? _document;
    private EnvelopeWalk? _walk;
    private bool _isDone;
    private int _parts;
    private bool _isInPart;
    private int _badParts;
    private Failure? _firstBad;
    private Splice? _splice;
    private DocumentPlace? _head;
    private int? _bodies;

    /// <summary>Where to begin; null for the start.</summary>
    public EnvelopeMark? From { get; init; }

    /// <inheritdoc/>
    public string? Mark
    {
        get
        {
            if (_isDone || options.KeepOriginal || _head is not { Byte: < HeadBytesMax } head
                || _walk is not { Counts: false } walk || walk.Bodies != _bodies) return null;
            if (_document is not { Xml.NodeType: XmlNodeType.EndElement } document) return null;
            if (document.Find(before: 0) is not { } here) return null;
            return new EnvelopeMark(_parts, walk.Bodies, head, _splice?.InWhole(here) ?? here).ToString();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<DisassembledItem?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone) return null;
        try
        {
            var item = _walk is null
                ? await FirstAsync(cancellationToken)
                : await PartAsync(_walk, cancellationToken);
            if (item is null or { Failure: not null, Recoverable: false }) _isDone = true;
            return item;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            _isDone = true;
            return _walk is null ? Bad(interchange, failure) : DisassembledItem.BadInterchange(InPart(failure));
        }
    }

    /// <summary>Why a document of this type is not taken, or null.</summary>
    public static Failure? Recognise(XmlOptions options, SchemaCatalog catalog, DocumentReader document)
    {
        var type = TypeOf(document);
        if (!catalog.HasSchemas || options.AllowUnrecognized || catalog.Find(type) is not null) return null;
        return catalog.Unknown(type, document.Place);
    }

    /// <summary>The type of the element on which the parser stands.</summary>
    public static DocumentType TypeOf(DocumentReader document) =>
        new(document.Xml.NamespaceURI, document.Xml.LocalName);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _walk?.Dispose();
        if (_document is not null) await _document.DisposeAsync();
    }

    private async ValueTask<DisassembledItem?> FirstAsync(CancellationToken cancellationToken)
    {
        _document = await DocumentReader.OpenAsync(
            await SourceAsync(cancellationToken), context.Limits, cancellationToken);
        await using var output = new DocumentOutput(context, DocumentForm.Inside, isCopy: true);
        using var pass = new DocumentPass(_document, output);
        await pass.ReadToRootAsync(cancellationToken);
        if (catalog.FindEnvelope(TypeOf(_document)) is not null)
            return await PartAsync(_walk = new EnvelopeWalk(_document, catalog, options.Validate), cancellationToken);

        _isDone = true;
        var type = TypeOf(_document);
        if (Recognise(options, catalog, _document) is { } unknown) return Bad(interchange, unknown);
        var schema = Prepare(pass);
        await pass.ReadToEndAsync(cancellationToken);
        if (FailureOf(pass) is { } failure) return Bad(interchange, failure);
        var message = await MessageAsync(output, pass, schema, type, cancellationToken);
        message.OtherParts = interchange.OtherParts;
        return DisassembledItem.Good(message);
    }

    private async ValueTask<PipelineMessage> SourceAsync(CancellationToken cancellationToken)
    {
        if (From is not { } mark) return interchange;
        _splice = await Splice.OpenAsync(interchange.Body, mark, cancellationToken);
        (_parts, _bodies, _head) = (mark.Parts, mark.Bodies, mark.Head);
        return new PipelineMessage(_splice.Body, interchange.Context, interchange.ContentType);
    }

    private async ValueTask<DisassembledItem?> PartAsync(EnvelopeWalk walk, CancellationToken cancellationToken)
    {
        _isInPart = false;
        if (!await walk.NextAsync(cancellationToken)) return Original();
        _isInPart = true;
        _parts++;
        if (_bodies is null)
        {
            _bodies = walk.Bodies;
            // The parser stands on the name; the tag begins before it.
            _head = _document!.Find(before: 1);
        }

        var (place, type) = (_splice?.InWhole(_document!.Place) ?? _document!.Place, TypeOf(_document));
        var failure = Recognise(options, catalog, _document);
        if (failure is not null && !options.Recoverable) return DisassembledItem.BadInterchange(InPart(failure));
        await using var output = new DocumentOutput(context, DocumentForm.Inside, isCopy: true);
        using var pass = new DocumentPass(_document, output);
        var schema = failure is null ? Prepare(pass) : null;
        await pass.ReadElementAsync(walk.Namespaces, cancellationToken);
        failure ??= FailureOf(pass);
        if (failure is not null && !options.Recoverable) return DisassembledItem.BadInterchange(InPart(failure));

        var message = await MessageAsync(output, pass, schema, type, cancellationToken);
        message.OtherParts = interchange.OtherParts;
        if (!options.Recoverable) return DisassembledItem.Good(message).StandingAt(this);
        message.Context.Write(XmlProperties.PartPlace, PropertyValue.From(place.ToString()));
        if (failure is null) return DisassembledItem.Good(message, recoverable: true).StandingAt(this);
        _badParts++;
        _firstBad ??= InPart(failure);
        return DisassembledItem.BadPart(message, InPart(failure)).StandingAt(this);
    }

    private DocumentSchema? Prepare(DocumentPass pass)
    {
        var schema = catalog.Find(TypeOf(_document!));
        if (schema?.Plan is { } plan)
            pass.Promotions = new PromotionRun(plan, _document!.Lines, context.Limits.PromotedCharacters);
        if (options.Validate && schema?.Set is not null) pass.Validation = new SchemaValidation(schema, _document!);
        return schema;
    }

    private async ValueTask<PipelineMessage> MessageAsync(
        DocumentOutput output,
        DocumentPass pass,
        DocumentSchema? schema,
        DocumentType type,
        CancellationToken cancellationToken)
    {
        var body = await output.CompleteAsync(cancellationToken);
        var properties = new MessageContextBuilder(_properties);
        var message = new PipelineMessage(body, properties, MediaType.Utf8(interchange.ContentType));
        _walk?.Apply(properties);
        properties.Promote(
            SystemProperties.MessageType, schema?.MessageType ?? PropertyValue.From(type.MessageType));
        properties.Write(XmlProperties.SourceCharset, PropertyValue.From(_document!.Encoding.WebName));
        pass.Promotions?.Apply(properties);
        return message;
    }

    // An operator may want to see what the bad parts stood in.
    private DisassembledItem? Original()
    {
        _isDone = true;
        if (!options.KeepOriginal || _firstBad is null) return null;
        var text = $"This is the whole interchange, kept because {_badParts} of its {_parts} parts failed, which are "
            + "suspended alone. Save it to look into it, then terminate it: resumed, its good parts would be published "
            + $"once more. The first that failed: {_firstBad}";
        return DisassembledItem.BadPart(interchange, new Failure(_firstBad.Code, text, _firstBad.Place));
    }

    private static Failure? FailureOf(DocumentPass pass) => pass.Validation?.Failure ?? pass.Promotions?.Failure;

    private Failure InPart(Failure failure)
    {
        failure = _splice?.InWhole(failure) ?? failure;
        return !_isInPart ? failure : failure with { Text = $"Part {_parts} of the interchange: {failure.Text}" };
    }

    private DisassembledItem Bad(PipelineMessage message, Failure failure) =>
        options.Recoverable ? DisassembledItem.BadPart(message, failure) : DisassembledItem.BadInterchange(failure);
}
