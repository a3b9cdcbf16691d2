using System.Net.Http.Headers;

namespace Viaduct.Formats.Xml;

/// <summary>Media types of XML documents.</summary>
internal static class MediaType
{
    private const string Default = "application/xml";

    /// <summary>The media type of a document after it was written as UTF-8.</summary>
    public static string Utf8(string? before) => With(before, "utf-8");

    /// <summary>The media type of a document after it was written in an encoding.</summary>
    public static string With(string? before, string charset)
    {
        if (before is null || !MediaTypeHeaderValue.TryParse(before, out var parsed))
            return $"{Default}; charset={charset}";
        parsed.CharSet = charset;
        return parsed.ToString();
    }
}
