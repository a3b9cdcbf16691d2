using System.Buffers;
using System.Text.Unicode;
using System.Xml;

namespace Viaduct.Formats.Xml.Writing;

/// <summary>Encodes the text of a document as UTF-8, with references for what may not stand as itself.</summary>
/// <param name="target">Where it goes, in pieces.</param>
/// <param name="settings">The rules for line ends and for characters that XML forbids.</param>
internal sealed class Utf8Text(Stream target, XmlWriterSettings settings) : IDisposable
{
    private const int BufferBytes = 4 << 10;

    // More than any one character takes, as itself or as a reference.
    private const int Room = 16;

    private const string Controls =
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\a\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017"
        + "\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    // As itself stands what is in none of these; what is in them is looked at.
    private static readonly SearchValues<char> InContent = SearchValues.Create(Controls + "&<>\r\n");
    private static readonly SearchValues<char> InContentButLines = SearchValues.Create(Controls + "&<>\r");
    private static readonly SearchValues<char> InAttribute = SearchValues.Create(Controls + "&<>\"\t\r\n");
    private static readonly SearchValues<char> InRaw = SearchValues.Create(Controls + "\r\n");

    private readonly bool _replacesLines = settings.NewLineHandling == NewLineHandling.Replace;
    private readonly bool _keepsLines = settings.NewLineHandling == NewLineHandling.None;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _length;

    private SearchValues<char> ContentStops =>
        _replacesLines && settings.NewLineChars != "\n" ? InContent : InContentButLines;

    /// <summary>Writes what needs no look.</summary>
    public void Markup(ReadOnlySpan<byte> markup)
    {
        if (_bytes.Length - _length < markup.Length) Flush();
        markup.CopyTo(_bytes.AsSpan(_length));
        _length += markup.Length;
    }

    /// <summary>Writes a name with what stands in front of it.</summary>
    public void Name(ReadOnlySpan<byte> before, string prefix, string local)
    {
        Markup(before);
        if (prefix.Length > 0)
        {
            Plain(prefix);
            Markup(":"u8);
        }

        Plain(local);
    }

    /// <summary>Writes the content of an element.</summary>
    public void Content(ReadOnlySpan<char> text) => Write(text, ContentStops, isAttribute: false, isRaw: false);

    /// <summary>Writes a piece of the value of an attribute.</summary>
    public void Attribute(ReadOnlySpan<char> text) => Write(text, InAttribute, isAttribute: true, isRaw: false);

    /// <summary>Writes text without references.</summary>
    public void Raw(ReadOnlySpan<char> text) => Write(text, InRaw, isAttribute: false, isRaw: true);

    /// <summary>
    /// Writes a comment or an instruction: a space keeps its end apart from what would end it too early.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The character that begins its end.</param>
    public void Aside(ReadOnlySpan<char> text, char end)
    {
        char follower = end == '-' ? '-' : '>';
        for (int at; (at = text.IndexOf(end)) >= 0; text = text[(at + 1)..])
        {
            Raw(text[..(at + 1)]);
            bool isLast = at + 1 == text.Length;
            if (isLast ? end == '-' : text[at + 1] == follower) Markup(" "u8);
        }

        Raw(text);
    }

    /// <summary>Writes on what has gathered.</summary>
    public void Flush()
    {
        if (_length > 0) target.Write(_bytes, 0, _length);
        _length = 0;
    }

    /// <summary>Writes on what has gathered, for the last time.</summary>
    public void Dispose()
    {
        Flush();
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Write(ReadOnlySpan<char> text, SearchValues<char> stops, bool isAttribute, bool isRaw)
    {
        for (int stop; (stop = text.IndexOfAny(stops)) >= 0; text = text[(stop + 1)..])
        {
            Plain(text[..stop]);
            if (_bytes.Length - _length < Room) Flush();
            char c = text[stop];
            if (c is '\t' or '\n' or '\r')
            {
                // Both characters of a line end are one.
                if (_replacesLines && !isAttribute && text[stop..].StartsWith("\r\n")) stop++;
                Space(c, isAttribute, isRaw);
            }
            else
            {
                Special(c, isRaw);
            }
        }

        Plain(text);
    }

    private void Space(char c, bool isAttribute, bool isRaw)
    {
        if (isAttribute && !_keepsLines) Markup(c switch { '\t' => "&#x9;"u8, '\n' => "&#xA;"u8, _ => "&#xD;"u8 });
        else if (_replacesLines && c != '\t') Plain(settings.NewLineChars);
        else if (c == '\r' && !isRaw && !_keepsLines) Markup("&#xD;"u8);
        else _bytes[_length++] = (byte)c;
    }

    private void Special(char c, bool isRaw)
    {
        if (c >= ' ') Markup(c switch { '&' => "&amp;"u8, '<' => "&lt;"u8, '>' => "&gt;"u8, _ => "&quot;"u8 });
        else if (settings.CheckCharacters) throw Forbidden(c);
        else if (isRaw) _bytes[_length++] = (byte)c;
        else Plain($"&#x{(int)c:X};");
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(
                text, _bytes.AsSpan(_length), out int read, out int written, replaceInvalidSequences: false);
            _length += written;
            if (read != written && settings.CheckCharacters) CheckNonCharacters(text[..read]);
            if (status == OperationStatus.Done) return;
            text = text[read..];
            if (status == OperationStatus.InvalidData)
                throw new FormatException($"0x{(int)text[0]:X4} is one half of a pair of surrogates.");
            Flush();
        }
    }

    private static void CheckNonCharacters(ReadOnlySpan<char> text)
    {
        int at = text.IndexOfAnyInRange('\uFFFE', '\uFFFF');
        if (at >= 0) throw Forbidden(text[at]);
    }

    private static FormatException Forbidden(char c) =>
        new($"0x{(int)c:X4} is no character that XML allows.");
}
