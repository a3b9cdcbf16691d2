using System.Buffers;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Reading;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.Json.Reading;

/// <summary>
/// Reads JSON (RFC 8259) token by token, strictly, over a window of characters. A string comes in pieces, so that
/// memory does not grow with it; nothing depends on how the bytes arrive.
/// </summary>
internal sealed partial class JsonReader : IAsyncDisposable
{
    private static readonly SearchValues<char> SpaceCharacters = SearchValues.Create(" \t\r\n");

    private readonly CharWindow _window;
    private readonly PipelineLimits _limits;
    private readonly JsonNames _names = JsonNames.Rent();
    private readonly NameScopes _scopes = new();
    private readonly JsonStrings _strings;
    private readonly List<bool> _isObject = [];
    private Expecting _expecting = Expecting.Value;
    private JsonName? _field;
    private bool _isInString;

    /// <summary>Begins in front of the first token.</summary>
    public JsonReader(CharWindow window, PipelineLimits limits)
    {
        (_window, _limits) = (window, limits);
        _strings = new JsonStrings(window, limits.ValueCharacters);
    }

    private enum Step { Read, Starved, End }

    /// <summary>What it stands on.</summary>
    public JsonToken Token { get; private set; }

    /// <summary>The name, on <see cref="JsonToken.Name"/>; behind it the property whose value is read.</summary>
    public JsonName Name => _field!;

    /// <summary>The piece of a string, or the number; until the next token.</summary>
    public ArraySegment<char> Text { get; private set; }

    /// <summary>True on the first piece of a string.</summary>
    public bool IsFirstPiece { get; private set; }

    /// <summary>True on the last piece of a string.</summary>
    public bool IsLastPiece { get; private set; }

    /// <summary>How many objects and arrays are open.</summary>
    public int Depth => _isObject.Count;

    /// <summary>Where the token begins.</summary>
    public long TokenStart { get; private set; }

    /// <summary>Where the next token is looked for.</summary>
    public long Position { get; private set; }

    /// <summary>True to end a document at the end of its line.</summary>
    public bool IsByLine { get; init; }

    /// <summary>True behind a whole document, and behind the end of its line where that ends it.</summary>
    public bool HasEnded => _expecting == Expecting.Nothing;

    /// <summary>True if it cannot go on, because the document is no JSON or goes beyond a limit.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>True if the value that began last has ended: what may follow is a comma or an end.</summary>
    public bool IsBehindValue => _expecting is Expecting.CommaOrEnd or Expecting.End;

    /// <summary>True if the innermost open object or array is an object.</summary>
    public bool IsInObject => _isObject.Count > 0 && _isObject[^1];

    /// <summary>Called before what is behind the given position is forgotten.</summary>
    public Action<long>? Forgetting { get; set; }

    /// <summary>The place where it stands.</summary>
    public FailurePlace Place => PlaceOf(Position);

    /// <summary>Goes to the next token.</summary>
    /// <returns>False at the end of the document.</returns>
    /// <exception cref="DocumentFaultException">It is no JSON.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_window.IsLow(Position)) await FillAsync(cancellationToken);
            var step = Next();
            if (step != Step.Starved) return step == Step.Read;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Goes to the next token, if enough is at hand.</summary>
    /// <returns>False also at the end of the document.</returns>
    /// <exception cref="DocumentFaultException">It is no JSON.</exception>
    public bool TryRead() => !_window.IsLow(Position) && Next() == Step.Read;

    /// <summary>Goes to where the next document begins, over white space.</summary>
    /// <returns>False at the end of the file.</returns>
    public async ValueTask<bool> HasDocumentAsync(CancellationToken cancellationToken)
    {
        Forget();
        while (true)
        {
            if (_window.IsLow(Position)) await FillAsync(cancellationToken);
            SkipSpace(isByLine: false);
            if (Position < _window.End) return true;
            if (_window.IsAll) return false;
            await FillAsync(cancellationToken);
        }
    }

    /// <summary>Goes on at a place between two documents, or between two items of the array that the file is.</summary>
    public void GoOn(long position, bool isInArray)
    {
        Forget();
        Position = position;
        if (isInArray) _isObject.Add(false);
        if (isInArray) _expecting = Expecting.CommaOrEnd;
    }

    /// <summary>Goes behind the end of the line, whatever stands there, also bytes that are no characters.</summary>
    public async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        Forget();
        while (true)
        {
            var rest = _window.From(Position);
            int end = rest.IndexOf('\n');
            Position += end < 0 ? rest.Length : end + 1;
            if (end >= 0 || (_window.IsAll && Position == _window.End)) return;
            Forgetting?.Invoke(Position);
            await _window.FillOverAsync(Position, cancellationToken);
        }
    }

    /// <summary>A place as a failure names it, with the property that is read.</summary>
    public FailurePlace PlaceOf(long position)
    {
        var place = _window.PlaceAt(position);
        string? field = _field is null ? null : Excerpt.Of(_field.Text);
        return new FailurePlace(place.Line, place.Column, place.Byte, null, field);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _scopes.Clear();
        _names.Return();
        _strings.Dispose();
        return _window.DisposeAsync();
    }

    private void Forget()
    {
        _scopes.Clear();
        _isObject.Clear();
        (_expecting, _isInString, IsBroken) = (Expecting.Value, false, false);
        (_field, Token) = (null, JsonToken.None);
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        Forgetting?.Invoke(Position);
        await _window.FillAsync(Position, int.MaxValue, cancellationToken);
    }

    private Step Next()
    {
        if (_isInString) return Piece();
        if (_expecting == Expecting.Nothing) return Step.End;
        while (true)
        {
            SkipSpace(IsByLine && _expecting != Expecting.End);
            if (_window.IsLow(Position)) return Step.Starved;
            var rest = _window.From(Position);
            if (rest.IsEmpty)
            {
                if (!_window.IsAll) return Step.Starved;
                return _expecting == Expecting.End ? EndDocument() : throw Wrong(Expected, "the end of the file");
            }

            char c = rest[0];
            TokenStart = Position;
            switch (_expecting)
            {
                case Expecting.Colon:
                    if (c != ':') throw Wrong(Expected);
                    Position++;
                    _expecting = Expecting.Value;
                    continue;
                case Expecting.CommaOrEnd when c == ',':
                    Position++;
                    _expecting = _isObject[^1] ? Expecting.Name : Expecting.Value;
                    continue;
                case Expecting.CommaOrEnd or Expecting.ValueOrEnd or Expecting.NameOrEnd
                    when c == (_isObject[^1] ? '}' : ']'):
                    return EndContainer();
                case Expecting.Name or Expecting.NameOrEnd when c == '"':
                    return ReadName(rest);
                case Expecting.Value or Expecting.ValueOrEnd:
                    return Value(c, rest);
                case Expecting.End when IsByLine && c == '\n':
                    Position++;
                    return EndDocument();
                default:
                    throw Wrong(Expected);
            }
        }
    }

    private Step EndContainer()
    {
        Position++;
        bool isObject = _isObject[^1];
        Token = isObject ? JsonToken.EndObject : JsonToken.EndArray;
        if (isObject) _scopes.Leave();
        _isObject.RemoveAt(_isObject.Count - 1);
        EndValue();
        return Step.Read;
    }

    private void EndValue()
    {
        _isInString = Token == JsonToken.String && !IsLastPiece;
        if (_isInString) return;
        _expecting = _isObject.Count == 0 ? Expecting.End : Expecting.CommaOrEnd;
        if (_isObject.Count == 0) _field = null;
    }

    private Step EndDocument()
    {
        _expecting = Expecting.Nothing;
        return Step.End;
    }

    private void SkipSpace(bool isByLine)
    {
        var rest = _window.From(Position);
        if (rest.IsEmpty || rest[0] > ' ') return;
        int space = rest.IndexOfAnyExcept(SpaceCharacters);
        if (space < 0) space = rest.Length;
        int line = IsByLine && (isByLine || _expecting == Expecting.End) ? rest[..space].IndexOf('\n') : -1;
        if (line >= 0 && isByLine)
        {
            Position += line;
            throw Wrong($"{Expected} on the same line", "the end of the line");
        }

        Position += line >= 0 ? line : space;
    }

    private string Expected => JsonWords.Expected(_expecting, IsInObject, IsByLine);

    private DocumentFaultException Wrong(string expected, string? found = null)
    {
        IsBroken = true;
        found ??= JsonWords.Found(_window.From(Position));
        return new DocumentFaultException(new Failure(
            FailureCodes.BadInput, $"Expected {expected}; found {found}. Have the sender correct the JSON.", Place));
    }

    private DocumentFaultException Twice() => new(new Failure(
        FailureCodes.BadInput,
        $"An object has the property '{Excerpt.Of(_field!.Text)}' twice, and nobody can say which is meant. Have the "
            + "sender correct the JSON.",
        Place));

    private DocumentFaultException TooLong(string text)
    {
        IsBroken = true;
        return new DocumentFaultException(new Failure(FailureCodes.Limit, text, Place));
    }
}
