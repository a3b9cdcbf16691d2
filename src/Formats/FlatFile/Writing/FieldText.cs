using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>Makes of a value what stands in the flat file.</summary>
internal sealed class FieldText(FlatGrammar grammar, CharSink sink)
{
    private readonly StringBuilder _text = new();

    /// <summary>A value between delimiters: padded, wrapped, escaped as the schema says.</summary>
    /// <exception cref="DocumentFaultException">It would be read as something else.</exception>
    public string Delimited(FlatNode field, string value)
    {
        value = Native(field, value);
        if (value.Length == 0 && field.MinLength == 0) return value;
        char escape = field.Owner.Escape;
        if (field.Wrap != FlatNode.None && value.Length > 0) return Wrapped(field.Wrap, escape, value);
        if (value.Length < field.MinLength)
            value = field.IsRight
                ? value.PadLeft(field.MinLength, field.Pad)
                : value.PadRight(field.MinLength, field.Pad);
        if (!value.AsSpan().ContainsAny(field.Ends.Starts)) return value;
        if (escape != FlatNode.None) return Escaped(field, escape, value);
        if (!field.Ends.IsIn(value)) return value;
        throw new DocumentFaultException(new Failure(
            FailureCodes.Invalid,
            $"The value {Shown.Quoted(value)} has a delimiter in it ({field.Ends}), and would be read as several. Give "
                + "the record an escape character or the field a wrap character, or take the delimiter out in a map.",
            new FailurePlace(Record: field.Owner.Name, Field: field.Name)));
    }

    /// <summary>Writes a value to its place in a positional record.</summary>
    public void Positional(FlatNode field, string value)
    {
        sink.Fill(' ', field.Offset);
        value = Native(field, value);
        int size = SizeOf(value);
        int missing = field.Length - size;
        if (missing < 0)
        {
            sink.Write(Cut(field, value, out missing));
            sink.Fill(' ', missing);
            return;
        }

        if (!field.IsRight) sink.Write(value);
        int each = Math.Max(1, SizeOf(field.Pad.ToString()));
        sink.Fill(field.Pad, missing / each);
        sink.Fill(' ', missing % each);
        if (field.IsRight) sink.Write(value);
    }

    /// <summary>How many characters at the start of a text take so many characters or bytes.</summary>
    public int Forward(ReadOnlySpan<char> text, int count)
    {
        if (!grammar.CountsBytes || sink.Encoding.IsSingleByte) return Math.Min(count, text.Length);
        int at = 0;
        while (at < text.Length && count > 0)
        {
            int chars = at + 1 < text.Length && char.IsHighSurrogate(text[at]) ? 2 : 1;
            count -= sink.Encoding.GetByteCount(text.Slice(at, chars));
            at += chars;
        }

        return at;
    }

    private string Native(FlatNode field, string value) => grammar.Case switch
    {
        LetterCase.Upper => Dated(field, value).ToUpperInvariant(),
        LetterCase.Lower => Dated(field, value).ToLowerInvariant(),
        _ => Dated(field, value),
    };

    private static string Dated(FlatNode field, string value)
    {
        if (field.DateFormat.Length == 0 || value.Length == 0) return value;
        return DateTypes.FromXml(field, value.Trim()) ?? throw new DocumentFaultException(new Failure(
            FailureCodes.Invalid,
            $"The value {Shown.Quoted(value)} is no date or time, so it cannot be written as {field.DateFormat}. "
                + "Correct it where the document is made.",
            new FailurePlace(Record: field.Owner.Name, Field: field.Name)));
    }

    private string Wrapped(char wrap, char escape, string value)
    {
        _text.Clear().Append(wrap);
        foreach (char c in value)
        {
            if (escape != FlatNode.None && (c == escape || c == wrap)) _text.Append(escape);
            else if (c == wrap) _text.Append(wrap);
            _text.Append(c);
        }

        return _text.Append(wrap).ToString();
    }

    private string Escaped(FlatNode field, char escape, string value)
    {
        _text.Clear();
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == escape || field.Ends.At(value.AsSpan(i), isAll: true, out _) is not null)
                _text.Append(escape);
            _text.Append(value[i]);
        }

        return _text.ToString();
    }

    private int SizeOf(string value) => grammar.CountsBytes && !sink.Encoding.IsSingleByte
        ? sink.Encoding.GetByteCount(value)
        : value.Length;

    // Left-aligned data loses its end, right-aligned data its beginning.
    private ReadOnlySpan<char> Cut(FlatNode field, string value, out int missing)
    {
        ReadOnlySpan<char> text = value;
        while (text.Length > 0 && SizeOf(text.ToString()) > field.Length)
        {
            int excess = Math.Max(1, grammar.CountsBytes ? 1 : text.Length - field.Length);
            text = field.IsRight ? text[excess..] : text[..^excess];
        }

        if (text.Length > 0 && char.IsLowSurrogate(text[0])) text = text[1..];
        if (text.Length > 0 && char.IsHighSurrogate(text[^1])) text = text[..^1];
        missing = field.Length - SizeOf(text.ToString());
        return text;
    }
}
