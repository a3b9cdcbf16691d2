using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Viaduct.Formats.Xml.Reading;

/// <summary>Finds encodings by name. All are strict: what they cannot express is an error, never a '?'.</summary>
internal static class Charsets
{
    /// <summary>UTF-8 without a byte order mark.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <summary>UTF-16, low byte first, without a byte order mark.</summary>
    public static readonly Encoding Utf16Little = new UnicodeEncoding(false, false, throwOnInvalidBytes: true);

    /// <summary>UTF-16, high byte first, without a byte order mark.</summary>
    public static readonly Encoding Utf16Big = new UnicodeEncoding(true, false, throwOnInvalidBytes: true);

    /// <summary>UTF-32, low byte first, without a byte order mark.</summary>
    public static readonly Encoding Utf32Little = new UTF32Encoding(false, false, throwOnInvalidCharacters: true);

    /// <summary>UTF-32, high byte first, without a byte order mark.</summary>
    public static readonly Encoding Utf32Big = new UTF32Encoding(true, false, throwOnInvalidCharacters: true);

    private const int Utf8Page = 65001;
    private const int Utf16LittlePage = 1200;
    private const int Utf16BigPage = 1201;
    private const int Utf32LittlePage = 12000;
    private const int Utf32BigPage = 12001;
    private const int NameMax = 64;

    // Documents choose the names, but only names of encodings that exist get in: a few hundred at most.
    private static readonly ConcurrentDictionary<string, Encoding> Known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The encoding of an IANA name (<c>iso-8859-1</c>) or code page number (<c>1252</c>), or null if this platform
    /// does not have it.
    /// </summary>
    public static Encoding? Find(string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > NameMax) return null;
        if (Known.TryGetValue(name, out var known)) return known;
        int? page = PageOf(name);
        return page is null ? null : Known.GetOrAdd(name, Strict(page.Value)!);
    }

    /// <summary>
    /// Decodes with replacements: to look for names in front of a document, and to count lines, never for content.
    /// </summary>
    public static string DecodeLeniently(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = DecoderFallback.ReplacementFallback;
        return lenient.GetString(bytes);
    }

    private static int? PageOf(string name)
    {
        bool isPage = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int page);
        var provided = isPage
            ? CodePagesEncodingProvider.Instance.GetEncoding(page)
            : CodePagesEncodingProvider.Instance.GetEncoding(name);
        if (provided is not null) return provided.CodePage;
        try
        {
            return (isPage ? Encoding.GetEncoding(page) : Encoding.GetEncoding(name)).CodePage;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding? Strict(int page) => page switch
    {
        Utf8Page => Utf8,
        Utf16LittlePage => Utf16Little,
        Utf16BigPage => Utf16Big,
        Utf32LittlePage => Utf32Little,
        Utf32BigPage => Utf32Big,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(
                page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? Encoding.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
    };
}
