using System.Xml;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml;
using Viaduct.Formats.Xml.Promotion;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile;

/// <summary>
/// Makes messages of one file. With <c>recoverable</c> a body that fails is a part of its own, and the file goes on
/// behind it; where nobody can say where that is, the rest of the file is one part.
/// </summary>
internal sealed class FlatInterchange(
    FlatFileOptions options,
    FlatSchemas schemas,
    PromotionPlan? plan,
    PipelineMessage interchange,
    PipelineContext context) : IPartReader, IDisassemblyPlace
{
    /// <summary>Why a file without bytes is not taken.</summary>
    public static readonly Failure NoBytes = new(
        FailureCodes.EmptyInput,
        "There are no bytes, and so no record. Have the sender check why it sends nothing; in a pipeline, what may be "
            + "empty goes round the flatFile component.");

    private readonly MessageContext _properties = WithoutPlace(interchange.Context);
    private readonly PartCutter _cutter = new(interchange.Body, context);
    private FlatParser? _parser;
    private string? _header;
    private TextPlace _start;
    private bool _hasBegun;
    private bool _inBody;
    private bool _isDone;
    private int _parts;

    /// <summary>Where to begin; null for the start.</summary>
    public FileMark? From { get; init; }

    /// <inheritdoc/>
    public string? Mark => _isDone || _parser is not { Window.CountsExactly: true }
        ? null
        : new FileMark(_parts, _parser.Here).ToString();

    /// <inheritdoc/>
    public async ValueTask<DisassembledItem?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone) return null;
        try
        {
            _inBody = false;
            var parser = _parser ??= await OpenAsync(cancellationToken);
            if (!_hasBegun) await BeginAsync(parser, cancellationToken);
            _start = parser.Here;
            _isDone = !await parser.HasBodyAsync(_parts == 0, cancellationToken);
            if (_isDone) return null;
            _inBody = true;
            _start = parser.Here;
            var message = await BodyAsync(parser, cancellationToken);
            _parts++;
            return DisassembledItem.Good(message, options.Recoverable).StandingAt(this);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            try
            {
                return await BadAsync(failure, cancellationToken);
            }
            catch (BodyTooLargeException large)
            {
                _isDone = true;
                return DisassembledItem.BadInterchange(failure with { Text = $"{failure.Text} {large.Message}" });
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cutter.DisposeAsync();
        if (_parser is not null) await _parser.DisposeAsync();
    }

    private async ValueTask<FlatParser> OpenAsync(CancellationToken cancellationToken) =>
        new(await interchange.Body.OpenAsync(cancellationToken), schemas, context.Limits);

    private async ValueTask BeginAsync(FlatParser parser, CancellationToken cancellationToken)
    {
        if (await parser.IsEmptyAsync(cancellationToken)) throw new DocumentFaultException(NoBytes);
        // In the middle of the file the header is only wanted for the messages that keep it.
        if (schemas.Header is not null && (From is null || options.PreserveHeader))
            _header = await FlatHeader.ReadAsync(parser, schemas.Header, options, cancellationToken);
        if (From is { } mark)
        {
            await parser.JumpAsync(mark.Place, await interchange.Body.OpenAsync(cancellationToken), cancellationToken);
            _parts = mark.Parts;
        }

        _hasBegun = true;
    }

    private async ValueTask<PipelineMessage> BodyAsync(FlatParser parser, CancellationToken cancellationToken)
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
        var message = Message(await output.CompleteAsync(cancellationToken), MediaType.Utf8(null));
        message.Context.Promote(SystemProperties.MessageType, PropertyValue.From(schemas.Body.MessageType));
        promotions?.Apply(message.Context);
        return message;
    }

    private async ValueTask<DisassembledItem> BadAsync(Failure failure, CancellationToken cancellationToken)
    {
        if (!options.Recoverable || !_hasBegun) return Whole(failure);
        var parser = _parser!;
        if (!parser.Window.CountsExactly)
            return Whole(failure, $"how many bytes a record has is not certain in {parser.Window.Encoding.WebName}");
        string? why = _inBody
            ? await parser.SkipBodyAsync(_start.Position, cancellationToken)
            : "this is where the file should have ended";
        if (why is not null && _parts == 0) return Whole(failure, why);
        _isDone = why is not null;
        _parts++;
        var place = parser.Here;
        string text = $"Part {_parts} of the file, from {_start} on: {failure.Text}";
        if (why is not null) text += $" {CannotSay(why)} all from {_start} on is suspended as one part.";
        long? end = why is null ? place.Byte : null;
        var part = Message(await _cutter.CutAsync(_start.Byte, end, cancellationToken), interchange.ContentType);
        part.Context.Write(FlatFileProperties.SuspendedPart, PropertyValue.From(_start.ToString()));
        return DisassembledItem.BadPart(part, failure with { Text = text }).StandingAt(this);
    }

    private DisassembledItem Whole(Failure failure, string? why = null)
    {
        _isDone = true;
        if (why is not null)
            failure = failure with { Text = $"{failure.Text} {CannotSay(why)} it is suspended as a whole." };
        return DisassembledItem.BadInterchange(failure);
    }

    private static string CannotSay(string why) => $"Where the next record begins cannot be told, for {why}:";

    private PipelineMessage Message(Body body, string? contentType)
    {
        var message = new PipelineMessage(body, new MessageContextBuilder(_properties), contentType)
        {
            OtherParts = interchange.OtherParts,
        };
        string charset = _parser!.Window.Encoding.WebName;
        message.Context.Write(XmlProperties.SourceCharset, PropertyValue.From(charset));
        if (_header is not null) message.Context.Write(FlatFileProperties.HeaderDocument, PropertyValue.From(_header));
        if (options.Recoverable)
            message.Context.Write(XmlProperties.PartPlace, PropertyValue.From(_start.ToString()));
        return message;
    }

    private static MessageContext WithoutPlace(MessageContextBuilder context)
    {
        var kept = new MessageContextBuilder();
        foreach (ref readonly var property in context.Properties)
        {
            if (property.Key == FlatFileProperties.SuspendedPart) continue;
            if (property.Promoted) kept.Promote(property.Key, property.Value);
            else kept.Write(property.Key, property.Value);
        }

        return kept.Build();
    }

    // The places of values in the XML mean nothing to who sent a flat file.
    private sealed class NoLines : IXmlLineInfo
    {
        public int LineNumber => 0;

        public int LinePosition => 0;

        public bool HasLineInfo() => false;
    }
}
