using System.Buffers;
using System.Globalization;
using Viaduct.Formats.FlatFile.Reading;

namespace Viaduct.Formats.Json.Reading;

/// <summary>Reads strings in pieces, and takes their escapes away.</summary>
/// <param name="window">The characters.</param>
/// <param name="charactersMax">The longest string.</param>
internal sealed class JsonStrings(CharWindow window, int charactersMax) : IDisposable
{
    private const int PieceCharacters = 4096;
    private const int EscapeLength = 6;

    // Controls must be escaped.
    private static readonly SearchValues<char> Stops = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '"', '\\']);

    private char[] _unescaped = [];
    private long _length;

    /// <summary>The last piece.</summary>
    public ArraySegment<char> Text { get; private set; }

    /// <summary>True if no piece of the string has been read.</summary>
    public bool IsAtStart { get; private set; }

    /// <summary>What would have been right, after <see cref="StringAnswer.Wrong"/>.</summary>
    public string? Expected { get; private set; }

    /// <summary>A string begins.</summary>
    public void Begin() => (IsAtStart, _length) = (true, 0);

    /// <summary>The length of a string without escapes that ends at hand; -1 for another.</summary>
    public static int PlainLength(ReadOnlySpan<char> rest)
    {
        int stop = rest.IndexOfAny(Stops);
        return stop >= 0 && rest[stop] == '"' ? stop : -1;
    }

    /// <summary>Reads the next piece.</summary>
    /// <param name="position">Where it begins; then where the next one does, or where the fault is.</param>
    public StringAnswer Next(ref long position)
    {
        var rest = window.From(position);
        bool isAll = rest.Length <= PieceCharacters;
        if (!isAll) rest = rest[..PieceCharacters];
        int stop = rest.IndexOfAny(Stops);
        if (stop >= 0 && rest[stop] == '\\') return Unescape(ref position, PieceCharacters);
        int length = stop >= 0 ? stop : Whole(rest);
        if (stop >= 0 && rest[stop] != '"') return Control(ref position, stop);
        if (length == 0 && stop < 0) return StringAnswer.Starved;
        Text = new ArraySegment<char>(window.Buffer, window.IndexOf(position), length);
        position += length + (stop >= 0 ? 1 : 0);
        return Done(stop >= 0);
    }

    /// <summary>Reads a whole name with escapes.</summary>
    /// <param name="position">Behind its first quote; then behind its last, or where the fault is.</param>
    /// <param name="max">The longest name.</param>
    /// <param name="name">The name.</param>
    public StringAnswer Name(ref long position, int max, out ReadOnlySpan<char> name)
    {
        Begin();
        long at = position;
        // Twice as long: whether it ends there must show.
        var answer = Unescape(ref at, max + 1);
        name = answer == StringAnswer.Last ? Text : default;
        if (answer == StringAnswer.Piece)
        {
            if (Text.Count > max || window.End - position > (long)max * EscapeLength) return StringAnswer.TooLong;
            if (window.IsAll) position = window.End;
            return StringAnswer.Starved;
        }

        if (answer != StringAnswer.Starved || window.IsAll) position = at;
        if (answer == StringAnswer.Starved && window.IsAll) position = window.End;
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_unescaped.Length > 0) ArrayPool<char>.Shared.Return(_unescaped);
        _unescaped = [];
    }

    // A pair is never cut.
    private static int Whole(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text.Length - 1 : text.Length;

    private StringAnswer Done(bool isLast)
    {
        IsAtStart = false;
        _length += Text.Count;
        if (_length > charactersMax) return StringAnswer.TooLong;
        return isLast ? StringAnswer.Last : StringAnswer.Piece;
    }

    private StringAnswer Control(ref long position, int at)
    {
        position += at;
        Expected = "'\"' behind the string, in which controls are written as escapes such as \\n";
        return StringAnswer.Wrong;
    }

    // Plain text and escapes as one piece, up to a length.
    private StringAnswer Unescape(ref long position, int max)
    {
        if (_unescaped.Length < max + 2)
        {
            Dispose();
            _unescaped = ArrayPool<char>.Shared.Rent(max + 2);
        }

        int filled = 0;
        while (filled < max)
        {
            var rest = window.From(position);
            if (rest.Length > max - filled) rest = rest[..(max - filled)];
            int stop = rest.IndexOfAny(Stops);
            int plain = stop < 0 ? Whole(rest) : stop;
            rest[..plain].CopyTo(_unescaped.AsSpan(filled));
            filled += plain;
            position += plain;
            if (stop < 0) break;
            if (rest[stop] == '"') return Piece(ref position, filled, isLast: true);
            if (rest[stop] != '\\') return Control(ref position, 0);
            int taken = Escape(window.From(position), ref filled);
            if (taken < 0) return StringAnswer.Wrong;
            if (taken == 0) break;
            position += taken;
        }

        return filled == 0 ? StringAnswer.Starved : Piece(ref position, filled, isLast: false);
    }

    private StringAnswer Piece(ref long position, int length, bool isLast)
    {
        Text = new ArraySegment<char>(_unescaped, 0, length);
        if (isLast) position++;
        return Done(isLast);
    }

    // How many characters the escape has; 0 if not all are at hand, -1 if it is none.
    private int Escape(ReadOnlySpan<char> rest, ref int filled)
    {
        if (rest.Length < 2) return 0;
        char simple = rest[1] switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (simple != '\0')
        {
            _unescaped[filled++] = simple;
            return 2;
        }

        Expected = "an escape that JSON has: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u with four hexadecimal digits";
        if (rest[1] != 'u') return -1;
        if (Unit(rest, out char first) is var taken && taken <= 0) return taken;
        _unescaped[filled] = first;
        if (!char.IsSurrogate(first))
        {
            filled++;
            return EscapeLength;
        }

        Expected = "both halves of a pair of surrogates, such as \\ud83d\\ude00";
        if (char.IsLowSurrogate(first)) return -1;
        var second = rest[EscapeLength..];
        if (second.Length < EscapeLength && (second.IsEmpty || second[0] == '\\') && !window.IsAll) return 0;
        if (!second.StartsWith("\\u") || Unit(second, out char low) <= 0 || !char.IsLowSurrogate(low)) return -1;
        _unescaped[filled + 1] = low;
        filled += 2;
        return 2 * EscapeLength;
    }

    // 6; 0 if not all of them are at hand, -1 if they are no digits.
    private int Unit(ReadOnlySpan<char> rest, out char unit)
    {
        unit = '\0';
        if (rest.Length < EscapeLength) return window.IsAll ? -1 : 0;
        if (!ushort.TryParse(rest[2..EscapeLength], NumberStyles.AllowHexSpecifier, null, out ushort code)) return -1;
        unit = (char)code;
        return EscapeLength;
    }
}
