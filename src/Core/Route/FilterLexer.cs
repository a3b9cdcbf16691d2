using System.Globalization;
using System.Text;

namespace Viaduct.Core.Route;

/// <summary>Cuts a filter into words, one at a time. The first thing that is no word ends it with an error.</summary>
internal sealed class FilterLexer(string text, List<FilterError> errors)
{
    private int _position;

    public FilterToken Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position])) _position++;
        if (_position >= text.Length) return new FilterToken(FilterTokenKind.End, text.Length + 1, "");
        int start = _position;
        char c = text[start];
        if (c is '"' or '\'') return Quoted(start, c);
        if (char.IsAsciiDigit(c) || (c is '-' or '+' or '.' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        if (char.IsLetter(c) || c == '_') return Word(start);
        return Symbol(start, c);
    }

    private char Peek(int offset) => _position + offset < text.Length ? text[_position + offset] : '\0';

    private FilterToken Word(int start)
    {
        while (_position < text.Length && IsNamePart(text[_position])) _position++;
        string word = text[start.._position];
        var kind = word switch
        {
            "and" => FilterTokenKind.And,
            "or" => FilterTokenKind.Or,
            "exists" => FilterTokenKind.Exists,
            "true" or "false" => FilterTokenKind.Boolean,
            _ => FilterTokenKind.Name,
        };
        return new FilterToken(kind, start + 1, word);
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '.';

    private FilterToken Number(int start)
    {
        _position++;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] is '.' or '_'))
            _position++;
        return new FilterToken(FilterTokenKind.Number, start + 1, text[start.._position]);
    }

    private FilterToken Symbol(int start, char c)
    {
        if (c is '(' or ')')
        {
            _position++;
            return new FilterToken(c == '(' ? FilterTokenKind.Open : FilterTokenKind.Close, start + 1, c.ToString());
        }

        string two = Peek(1) == '\0' ? c.ToString() : text.Substring(start, 2);
        if (two is "==" or "!=" or "<=" or ">=") return Operator(start, two);
        if (two is "<>") return Bad(start, two, "Write != for another value.");
        if (two is "&&") return Bad(start, two, "Write and.");
        if (two is "||") return Bad(start, two, "Write or.");
        return c switch
        {
            '<' or '>' => Operator(start, c.ToString()),
            '=' => Bad(start, "=", "Write == to compare."),
            '!' => Bad(start, "!", "There is no not: write the opposite comparison, for example != instead of ==."),
            _ => Bad(start, Visible(start), "Remove it, or put it in quotes if it belongs to a text."),
        };
    }

    private string Visible(int start)
    {
        if (char.IsHighSurrogate(text[start]) && start + 1 < text.Length && char.IsLowSurrogate(text[start + 1]))
            return text.Substring(start, 2);
        char c = text[start];
        return char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : c.ToString();
    }

    private FilterToken Operator(int start, string symbol)
    {
        _position += symbol.Length;
        return new FilterToken(FilterTokenKind.Operator, start + 1, symbol);
    }

    private FilterToken Quoted(int start, char quote)
    {
        var value = new StringBuilder();
        _position++;
        while (_position < text.Length)
        {
            char c = text[_position++];
            if (c == quote) return Text(start, value);
            if (c != '\\') value.Append(c);
            else if (!TryEscape(value)) return BadEscape();
        }

        return Error(start, "The text has no closing quote.",
            $"It begins here with {quote} and goes on to the end of the filter.", $"Add {quote} where the text ends.");
    }

    private FilterToken Text(int start, StringBuilder value)
    {
        if (value.Length <= FilterLimits.LiteralLength)
            return new FilterToken(FilterTokenKind.Text, start + 1, value.ToString());
        return Error(start, $"The text has {value.Length:N0} characters.",
            $"A promoted value has at most {FilterLimits.LiteralLength:N0} characters, so it could never be equal.",
            "Compare with a shorter text.");
    }

    private bool TryEscape(StringBuilder value)
    {
        char c = Peek(0);
        _position++;
        switch (c)
        {
            case '\\' or '"' or '\'':
                value.Append(c);
                return true;
            case 'n':
                value.Append('\n');
                return true;
            case 'r':
                value.Append('\r');
                return true;
            case 't':
                value.Append('\t');
                return true;
            case 'u' when _position + 4 <= text.Length && ushort.TryParse(
                text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                out ushort code):
                value.Append((char)code);
                _position += 4;
                return true;
            default:
                return false;
        }
    }

    private FilterToken BadEscape() => Error(_position - 2, "The backslash begins no escape.",
        @"In a text only \\ \"" \' \n \r \t and \u with four hexadecimal digits are escapes.",
        @"Write \\ for a backslash.");

    private FilterToken Bad(int start, string symbol, string fix) =>
        Error(start, $"{symbol} is not part of the filter language.",
            "Filters have ==, !=, <, <=, >, >=, exists, and, or, and parentheses.", fix);

    private FilterToken Error(int start, string what, string why, string fix)
    {
        errors.Add(new FilterError(start + 1, what, why, fix));
        _position = text.Length;
        return new FilterToken(FilterTokenKind.Bad, start + 1, "");
    }
}
