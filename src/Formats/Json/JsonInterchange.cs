using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Json.Reading;
using Viaduct.Formats.Text;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json;

/// <summary>
/// Makes messages of one file: of the whole, of each line, or of each item of an array. With <c>recoverable</c> a part
/// that fails is suspended alone, as long as it is certain where the next one begins.
/// </summary>
internal sealed class JsonInterchange(
    JsonOptions options, JsonDocumentPlan plan, PipelineMessage interchange, PipelineContext context)
    : IPartReader, IDisassemblyPlace
{

    private readonly FileParts _parts = new(interchange, context, options.Recoverable);
    private CharWindow? _window;
    private JsonReader? _reader;
    private TextPlace _start;
    private bool _hasBegun;
    private bool _isInArray;
    private bool _isDone;

    /// <summary>Where to begin; null for the start.</summary>
    public FileMark? From { get; init; }

    /// <inheritdoc/>
    public string? Mark => _isDone || options.Split == JsonSplit.None || _window is not { CountsExactly: true }
        ? null
        : new FileMark(_parts.Count, _window.PlaceAt(_reader!.Position)).ToString();

    /// <inheritdoc/>
    public async ValueTask<DisassembledItem?> NextAsync(CancellationToken cancellationToken)
    {
        if (_isDone) return null;
        try
        {
            var reader = _reader ?? await OpenAsync(cancellationToken);
            if (!await HasPartAsync(reader, cancellationToken))
            {
                _isDone = true;
                return null;
            }

            await using var part = new JsonPart(plan, options, context, _window!, reader);
            await part.ReadAsync(cancellationToken);
            if (options.Split != JsonSplit.Array) await reader.ReadAsync(cancellationToken);
            var message = Message(part, await part.CompleteAsync(interchange.Body, cancellationToken));
            _isDone = options.Split == JsonSplit.None;
            return _parts.Good(message).StandingAt(this);
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return await BadAsync(failure, cancellationToken);
        }
    }

    /// <summary>Reads the start of the file, and says why it is not what is expected, or null.</summary>
    public async ValueTask<Failure?> ProbeAsync(CancellationToken cancellationToken)
    {
        const int Tokens = 256;
        try
        {
            var reader = await OpenAsync(cancellationToken);
            if (!await HasPartAsync(reader, cancellationToken)) return null;
            for (int i = 0; i < Tokens && !reader.HasEnded; i++) await reader.ReadAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is { } failure)
        {
            return failure;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        if (_reader is not null) await _reader.DisposeAsync();
    }

    private async ValueTask<JsonReader> OpenAsync(CancellationToken cancellationToken)
    {
        _window = new CharWindow(await interchange.Body.OpenAsync(cancellationToken), plan.Encoding);
        _reader = new JsonReader(_window, context.Limits) { IsByLine = options.Split == JsonSplit.Lines };
        if (From is not { } mark) return _reader;

        // The start of the file tells how it is encoded.
        await _window.FillAsync(0, int.MaxValue, cancellationToken);
        await _window.JumpAsync(
            mark.Place, await interchange.Body.OpenAsync(cancellationToken), cancellationToken);
        (_hasBegun, _isInArray, _parts.Count) = (true, options.Split == JsonSplit.Array, mark.Parts);
        _reader.GoOn(mark.Place.Position, _isInArray);
        return _reader;
    }

    // Stands on the first token of the next part afterwards.
    private async ValueTask<bool> HasPartAsync(JsonReader reader, CancellationToken cancellationToken)
    {
        if (!_hasBegun || options.Split != JsonSplit.Array)
        {
            if (!await HasDocumentAsync(reader, cancellationToken)) 
                return _hasBegun ? false : throw new DocumentFaultException(NoDocument());
            _hasBegun = true;
            await reader.ReadAsync(cancellationToken);
            if (options.Split != JsonSplit.Array) return true;
            if (reader.Token != JsonToken.StartArray) throw new DocumentFaultException(NoArray(reader));
            _isInArray = true;
        }

        await reader.ReadAsync(cancellationToken);
        _start = _window!.Note(reader.TokenStart);
        if (reader.Token != JsonToken.EndArray || reader.Depth > 0) return true;
        await reader.ReadAsync(cancellationToken);
        return false;
    }

    private async ValueTask<bool> HasDocumentAsync(JsonReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.HasDocumentAsync(cancellationToken);
        }
        finally
        {
            _start = _window!.Note(reader.Position);
        }
    }

    private PipelineMessage Message(JsonPart part, Body body)
    {
        string? contentType = !options.PassThrough ? "application/xml; charset=utf-8"
            : options.Split == JsonSplit.None ? interchange.ContentType
            : "application/json";
        var message = _parts.Message(body, contentType, _window!.Encoding.WebName, _start);
        if (part.MessageType is { } type)
            message.Context.Promote(SystemProperties.MessageType, PropertyValue.From(type));
        part.Apply(message.Context);
        return message;
    }

    private async ValueTask<DisassembledItem> BadAsync(Failure failure, CancellationToken cancellationToken)
    {
        try
        {
            if (options.Recoverable && _hasBegun && await SkipAsync(cancellationToken) is { } end)
            {
                var bad = await _parts.BadAsync(
                    failure, (_start, end), Around(), _window!.Encoding.WebName, cancellationToken);
                return bad.StandingAt(this);
            }
        }
        catch (BodyTooLargeException large)
        {
            failure = failure with { Text = $"{failure.Text} {large.Message}" };
        }

        _isDone = true;
        return options.Split == JsonSplit.None || !_hasBegun
            ? DisassembledItem.BadInterchange(failure)
            : _parts.Whole(failure);
    }

    // Goes behind the bad part; null if nobody can say where that is.
    private async ValueTask<long?> SkipAsync(CancellationToken cancellationToken)
    {
        var reader = _reader!;
        try
        {
            if (options.Split == JsonSplit.Lines)
            {
                if (!reader.HasEnded) await reader.SkipLineAsync(cancellationToken);
            }
            else
            {
                if (!_isInArray || reader.IsBroken || reader.Depth == 0) return null;
                while (!(reader.Depth == 1 && reader.IsBehindValue)) await reader.ReadAsync(cancellationToken);
            }

            return _window!.PlaceAt(reader.Position).Byte;
        }
        catch (Exception e) when (DocumentReader.Explain(e) is not null)
        {
            return null;
        }
    }

    // A part that is resumed is read as a file of its own.
    private (ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> Behind) Around()
    {
        var encoding = _window!.Encoding;
        byte[] mark = _window.HasMark ? encoding.GetBytes("\uFEFF") : [];
        if (options.Split != JsonSplit.Array) return (mark, default);
        return ((byte[])[.. mark, .. encoding.GetBytes("[")], encoding.GetBytes("]"));
    }

    private static Failure NoDocument() => new(
        FailureCodes.EmptyInput,
        "There is nothing but white space, and so no document. Have the sender check why it sends nothing; in a "
            + "pipeline, what may be empty goes round the json component.");

    private static Failure NoArray(JsonReader reader) => new(
        FailureCodes.BadInput,
        "Expected an array, whose items are the messages; found another value. Have the sender put the documents into "
            + "an array, or do without split.",
        reader.PlaceOf(reader.TokenStart));
}
