using System.Buffers;

namespace Viaduct.Formats.Json.Reading;

/// <content>Values and names.</content>
internal sealed partial class JsonReader
{
    private const int NameCharactersMax = 4096;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-.eE");

    private Step Value(char c, ReadOnlySpan<char> rest)
    {
        switch (c)
        {
            case '{' or '[':
                if (_isObject.Count == _limits.Depth)
                    throw TooLong($"The objects and arrays are nested deeper than {_limits.Depth:N0} levels. Raise "
                        + "limits.depth if this is intended.");
                Position++;
                _isObject.Add(c == '{');
                if (c == '{') _scopes.Enter();
                Token = c == '{' ? JsonToken.StartObject : JsonToken.StartArray;
                _expecting = c == '{' ? Expecting.NameOrEnd : Expecting.ValueOrEnd;
                return Step.Read;
            case '"':
                Position++;
                _isInString = true;
                _strings.Begin();
                Token = JsonToken.String;
                return Piece(isFirst: true);
            case 't': return Literal(rest, "true", JsonToken.True);
            case 'f': return Literal(rest, "false", JsonToken.False);
            case 'n': return Literal(rest, "null", JsonToken.Null);
            case '-' or (>= '0' and <= '9'):
                return Number(rest);
            default:
                throw Wrong(Expected);
        }
    }

    private Step Piece(bool isFirst = false)
    {
        // A first piece may have been put off until more is at hand.
        isFirst |= _strings.IsAtStart;
        long position = Position;
        var answer = _strings.Next(ref position);
        Position = position;
        switch (answer)
        {
            case StringAnswer.Starved when !_window.IsAll:
                return Step.Starved;
            case StringAnswer.Piece or StringAnswer.Last:
                (Text, Token) = (_strings.Text, JsonToken.String);
                (IsFirstPiece, IsLastPiece) = (isFirst, answer == StringAnswer.Last);
                if (IsLastPiece) EndValue();
                return Step.Read;
            case StringAnswer.TooLong:
                throw TooLong($"A string is longer than {_limits.ValueCharacters:N0} characters. Raise "
                    + "limits.valueCharacters if this is intended.");
            case StringAnswer.Starved:
                throw Wrong("'\"' behind the string", "the end of the file");
            default:
                throw Wrong(_strings.Expected!);
        }
    }

    private Step ReadName(ReadOnlySpan<char> rest)
    {
        int plain = JsonStrings.PlainLength(rest[1..]);
        if (plain >= 0 && plain <= NameCharactersMax)
        {
            _field = _names.Of(rest.Slice(1, plain));
            Position += plain + 2;
        }
        else
        {
            long position = Position + 1;
            switch (_strings.Name(ref position, NameCharactersMax, out var name))
            {
                case StringAnswer.Starved when !_window.IsAll:
                    return Step.Starved;
                case StringAnswer.Last:
                    _field = _names.Of(name);
                    break;
                case StringAnswer.TooLong:
                    throw TooLong($"The name of a property is longer than {NameCharactersMax:N0} characters. Have the "
                        + "sender put long text into values, not into names.");
                case StringAnswer.Starved:
                    Position = position;
                    throw Wrong("'\"' behind the name of the property", "the end of the file");
                default:
                    Position = position;
                    throw Wrong(_strings.Expected!);
            }

            Position = position;
        }

        Token = JsonToken.Name;
        _expecting = Expecting.Colon;
        return _scopes.TryAdd(_field.Scope) ? Step.Read : throw Twice();
    }

    private Step Literal(ReadOnlySpan<char> rest, string literal, JsonToken token)
    {
        if (!rest.StartsWith(literal))
            return rest.Length < literal.Length && !_window.IsAll ? Step.Starved : throw Wrong(Expected);
        Position += literal.Length;
        Token = token;
        EndValue();
        return Step.Read;
    }

    private Step Number(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAnyExcept(NumberCharacters);
        if (length < 0)
        {
            length = rest.Length;
            if (!_window.IsAll && length <= JsonNumber.CharactersMax) return Step.Starved;
        }

        if (length > JsonNumber.CharactersMax)
            throw TooLong(
                $"A number is longer than {JsonNumber.CharactersMax:N0} characters. Have the sender check it.");
        if (!JsonNumber.Is(rest[..length])) throw Wrong("a number as JSON writes it, such as -1.5e3");
        Text = new ArraySegment<char>(_window.Buffer, _window.IndexOf(Position), length);
        Position += length;
        Token = JsonToken.Number;
        EndValue();
        return Step.Read;
    }
}
