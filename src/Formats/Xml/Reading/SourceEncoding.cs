using System.Net.Http.Headers;
using System.Text;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>
/// Finds out how a document is encoded, in this order: byte order mark, XML declaration, the content type's charset,
/// UTF-8. UTF-16 and UTF-32 are seen from the zero bytes, with or without a mark.
/// </summary>
internal static class SourceEncoding
{
    /// <summary>How many bytes of a document are looked at, at most.</summary>
    public const int HeadBytes = 1024;

    private const int EbcdicPage = 37;
    private const string DeclarationStart = "<?xml";

    /// <summary>Decides.</summary>
    /// <param name="head">The first bytes, at least <see cref="HeadBytes"/> unless the document is shorter.</param>
    /// <param name="contentType">The media type that came with the document, or null.</param>
    /// <returns>The encoding, and the length of the byte order mark.</returns>
    /// <exception cref="DocumentFaultException">The name is unknown, or the bytes contradict it.</exception>
    public static (Encoding Encoding, int MarkBytes) Of(ReadOnlySpan<byte> head, string? contentType)
    {
        head = head[..Math.Min(head.Length, HeadBytes)];
        if (ByMark(head) is { } marked) return marked;
        var family = FamilyOf(head);
        if (ReferenceEquals(family, Charsets.Utf8))
        {
            // By far the most common: no declaration and no charset, so there is nothing to weigh.
            bool hasDeclaration = head.StartsWith("<?xml"u8);
            if (!hasDeclaration && contentType is null) return (family, 0);
            if (hasDeclaration && head.IndexOf("?>"u8) is var end and > 0) head = head[..(end + 2)];
        }

        string start = Charsets.DecodeLeniently(family, head);
        if (DeclaredName(start) is { } declared)
        {
            var place = new FailurePlace(Line: 1, Column: declared.At + 1, Byte: 0);
            return (Named(declared.Name, "The XML declaration", place, family, head), 0);
        }

        return CharsetOf(contentType) is { } charset
            ? (Named(charset, "The content type", new FailurePlace(Byte: 0), family, head), 0)
            : (family, 0);
    }

    private static (Encoding, int)? ByMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Charsets.Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Charsets.Utf32Little, 4),
        [0, 0, 0xFE, 0xFF, ..] => (Charsets.Utf32Big, 4),
        [0xFF, 0xFE, ..] => (Charsets.Utf16Little, 2),
        [0xFE, 0xFF, ..] => (Charsets.Utf16Big, 2),
        _ => null,
    };

    // A document starts with '<' or white space, so zeros around the first character tell how wide it is.
    private static Encoding FamilyOf(ReadOnlySpan<byte> head) => head switch
    {
        [not 0, 0, 0, 0, ..] => Charsets.Utf32Little,
        [0, 0, 0, not 0, ..] => Charsets.Utf32Big,
        [not 0, 0, ..] => Charsets.Utf16Little,
        [0, not 0, ..] => Charsets.Utf16Big,
        [0x4C, 0x6F, 0xA7, 0x94, ..] => CodePagesEncodingProvider.Instance.GetEncoding(EbcdicPage)!,
        _ => Charsets.Utf8,
    };

    private static Encoding Named(
        string name, string namedBy, FailurePlace place, Encoding family, ReadOnlySpan<byte> head)
    {
        var named = Charsets.Find(name) ?? throw new DocumentFaultException(new(
            FailureCodes.BadInput,
            $"{namedBy} says that the encoding is '{Excerpt.Of(name)}', which is not known here. Have the document "
                + "sent as UTF-8, or correct the name.",
            place));

        // Which byte comes first is not in the name utf-16; the bytes tell.
        if (named.CodePage == family.CodePage || AreEquallyWide(named, family)) return family;
        if (!StartsLikeXml(family, head) || StartsLikeXml(named, head)) return named;
        throw new DocumentFaultException(new(
            FailureCodes.BadInput,
            $"{namedBy} says that the encoding is '{Excerpt.Of(name)}', but the bytes are not: they look like "
                + $"{family.WebName}. Have the sender name the encoding that is used.",
            place));
    }

    private static bool AreEquallyWide(Encoding named, Encoding family) =>
        (named is UnicodeEncoding && family is UnicodeEncoding) || (named is UTF32Encoding && family is UTF32Encoding);

    private static bool StartsLikeXml(Encoding encoding, ReadOnlySpan<byte> head)
    {
        string start = Charsets.DecodeLeniently(encoding, head);
        return start.AsSpan().TrimStart(" \t\r\n").StartsWith('<') && !start.Contains('\0');
    }

    private static (string Name, int At)? DeclaredName(string start)
    {
        const string attribute = "encoding";
        if (!start.StartsWith(DeclarationStart, StringComparison.Ordinal)) return null;
        int end = start.IndexOf("?>", StringComparison.Ordinal);
        if (end < 0) return null;
        int at = start.IndexOf(attribute, 0, end, StringComparison.Ordinal);
        if (at < 0) return null;
        int open = start.AsSpan(at, end - at).IndexOfAny('"', '\'');
        if (open < 0) return null;
        int from = at + open + 1;
        int length = start.AsSpan(from, end - from).IndexOf(start[from - 1]);
        return length < 0 ? null : (start.Substring(from, length), from);
    }

    private static string? CharsetOf(string? contentType) =>
        contentType is not null && MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            ? parsed.CharSet?.Trim('"')
            : null;
}
