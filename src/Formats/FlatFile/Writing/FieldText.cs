using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile.Grammar;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Writing;

/// <summary>Makes of a value what stands in the flat file.</summary>
internal sealed class FieldText(FlatGrammar grammar, CharSink sink)
{
    private readonly StringBuilder _text = new();
    private readonly bool _isSizeLength = !grammar.CountsBytes || sink.Encoding.IsSingleByte;

    /// <summary>A value between delimiters: padded, wrapped, escaped as the schema says.</summary>
    /// <exception cref="DocumentFaultException">It would be read as something else.</exception>
    public ReadOnlySpan<char> Delimited(FlatNode field, ReadOnlySpan<char> value)
    {
        value = Native(field, value);
        if (value.Length == 0 && field.MinLength == 0) return value;
        char escape = field.Owner.Escape;
        if (field.Wrap != FlatNode.None && value.Length > 0) return Wrapped(field.Wrap, escape, value);
        if (value.Length < field.MinLength)
            value = field.IsRight
                ? value.ToString().PadLeft(field.MinLength, field.Pad)
                : value.ToString().PadRight(field.MinLength, field.Pad);
        if (!value.ContainsAny(field.Ends.Starts)) return value;
        if (escape != FlatNode.None) return Escaped(field, escape, value);
        if (!field.Ends.IsIn(value)) return value;
        throw new DocumentFaultException(new Failure(
            FailureCodes.Invalid,
            $"The value {Shown.Quoted(value)} has a delimiter in it ({field.Ends}), and would be read as several. Give "
                + "the record an escape character or the field a wrap character, or take the delimiter out in a map.",
            new FailurePlace(Record: field.Owner.Name, Field: field.Name)));
    }

    /// <summary>Writes a value to its place in a positional record.</summary>
    public void Positional(FlatNode field, ReadOnlySpan<char> value)
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
        int each = _isSizeLength ? 1 : Math.Max(1, SizeOf([field.Pad]));
        sink.Fill(field.Pad, missing / each);
        sink.Fill(' ', missing % each);
        if (field.IsRight) sink.Write(value);
    }

    /// <summary>How many characters at the start of a text take so many characters or bytes.</summary>
    public int Forward(ReadOnlySpan<char> text, int count)
    {
        if (_isSizeLength) return Math.Min(count, text.Length);
        int at = 0;
        while (at < text.Length && count > 0)
        {
            var next = FirstOf(text[at..]);
            count -= SizeOf(next);
            at += next.Length;
        }

        return at;
    }

    private ReadOnlySpan<char> Native(FlatNode field, ReadOnlySpan<char> value)
    {
        if (field.DateFormat.Length > 0 && value.Length > 0) value = Dated(field, value);
        return grammar.Case switch
        {
            LetterCase.Upper => value.ToString().ToUpperInvariant(),
            LetterCase.Lower => value.ToString().ToLowerInvariant(),
            _ => value,
        };
    }

    private static string Dated(FlatNode field, ReadOnlySpan<char> value) =>
        DateTypes.FromXml(field, value.Trim()) ?? throw new DocumentFaultException(new Failure(
            FailureCodes.Invalid,
            $"The value {Shown.Quoted(value)} is no date or time, so it cannot be written as {field.DateFormat}. "
                + "Correct it where the document is made.",
            new FailurePlace(Record: field.Owner.Name, Field: field.Name)));

    private string Wrapped(char wrap, char escape, ReadOnlySpan<char> value)
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

    private string Escaped(FlatNode field, char escape, ReadOnlySpan<char> value)
    {
        _text.Clear();
        for (int i = 0; i < value.Length; i++)
        {
            if (value[i] == escape || field.Ends.At(value[i..], isAll: true, out _) is not null)
                _text.Append(escape);
            _text.Append(value[i]);
        }

        return _text.ToString();
    }

    private int SizeOf(ReadOnlySpan<char> value) =>
        _isSizeLength ? value.Length : sink.Encoding.GetByteCount(value);

    // Left-aligned data loses its end, right-aligned data its beginning; no character is cut in two.
    private ReadOnlySpan<char> Cut(FlatNode field, ReadOnlySpan<char> text, out int missing)
    {
        int kept = 0;
        missing = field.Length;
        while (kept < text.Length)
        {
            var next = field.IsRight ? LastOf(text[..^kept]) : FirstOf(text[kept..]);
            int size = SizeOf(next);
            if (size > missing) break;
            missing -= size;
            kept += next.Length;
        }

        return field.IsRight ? text[^kept..] : text[..kept];
    }

    private static ReadOnlySpan<char> FirstOf(ReadOnlySpan<char> text) =>
        text[..(text.Length > 1 && char.IsHighSurrogate(text[0]) ? 2 : 1)];

    private static ReadOnlySpan<char> LastOf(ReadOnlySpan<char> text) =>
        text[^(text.Length > 1 && char.IsLowSurrogate(text[^1]) ? 2 : 1)..];
}
