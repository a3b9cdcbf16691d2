using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Xml.Reading;

namespace Viaduct.Formats.FlatFile.Inference;

/// <summary>The beginning of a file, decoded, with its line ends known.</summary>
internal sealed class Sample
{
    private const int WesternPage = 1252;
    private const int Utf8Page = 65001;

    /// <summary>The bytes that the proposal has to give back.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The text, without a byte order mark.</summary>
    public required string Text { get; init; }

    /// <summary>The code page.</summary>
    public required int CodePage { get; init; }

    /// <summary>True if it begins with a byte order mark.</summary>
    public required bool HasMark { get; init; }

    /// <summary>What ends lines; empty if there is only one.</summary>
    public required string LineEnd { get; init; }

    /// <summary>What was assumed.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>True if the last line has an end.</summary>
    public bool EndsWithLineEnd => LineEnd.Length > 0 && Text.EndsWith(LineEnd, StringComparison.Ordinal);

    /// <summary>Its lines, without their ends.</summary>
    public string[] Lines => LineEnd.Length == 0
        ? [Text]
        : (EndsWithLineEnd ? Text[..^LineEnd.Length] : Text).Split(LineEnd);

    /// <summary>Decodes a sample.</summary>
    /// <exception cref="DocumentFaultException">It is no text in lines.</exception>
    public static Sample Of(ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes.IsEmpty) throw Refused("The file is empty, so it shows nothing. Take a file with several records.");
        var (encoding, mark) = EncodingOf(bytes);
        string text = Decode(encoding, bytes[mark..], isCut);
        string lineEnd = LineEndOf(text);
        var assumptions = new List<string>
        {
            $"The encoding is {encoding.WebName}" + (mark > 0
                ? ", as the byte order mark says; writing one has to be asked for."
                : encoding.CodePage == WesternPage ? ": it is no UTF-8." : "."),
        };
        if (isCut)
        {
            int end = lineEnd.Length == 0 ? -1 : text.LastIndexOf(lineEnd, StringComparison.Ordinal);
            if (end < 0)
                throw Refused($"The first {SchemaInference.SampleBytes:N0} bytes have no line end. Take a sample with "
                    + "shorter lines.");
            text = text[..(end + lineEnd.Length)];
            assumptions.Add($"Only the first {SchemaInference.SampleBytes:N0} bytes were looked at.");
        }

        int size = mark + encoding.GetByteCount(text);
        return new Sample
        {
            Bytes = bytes[..Math.Min(size, bytes.Length)].ToArray(),
            Text = text,
            CodePage = encoding.CodePage,
            HasMark = mark > 0,
            LineEnd = lineEnd,
            Assumptions = assumptions,
        };
    }

    /// <summary>Why there is no proposal.</summary>
    public static DocumentFaultException Refused(string why, int? line = null) => new(new Failure(
        FailureCodes.BadInput, why, line is null ? null : new FailurePlace(Line: line)));

    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Charsets.Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Charsets.Utf32Little, 4),
        [0xFF, 0xFE, ..] => (Charsets.Utf16Little, 2),
        [0xFE, 0xFF, ..] => (Charsets.Utf16Big, 2),
        [not 0, 0, not 0, 0, ..] => (Charsets.Utf16Little, 0),
        [0, not 0, 0, not 0, ..] => (Charsets.Utf16Big, 0),
        _ => (IsUtf8(bytes) ? Charsets.Find($"{Utf8Page}")! : Charsets.Find($"{WesternPage}")!, 0),
    };

    // A sample may end inside a character.
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Charsets.Utf8.GetDecoder().GetCharCount(bytes, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Decode(Encoding encoding, ReadOnlySpan<byte> bytes, bool isCut)
    {
        try
        {
            char[] chars = new char[encoding.GetMaxCharCount(bytes.Length)];
            int count = encoding.GetDecoder().GetChars(bytes, chars, flush: !isCut);
            string text = new(chars, 0, count);
            int bad = text.AsSpan().IndexOfAnyInRange('\0', '\x08');
            if (bad < 0) bad = text.AsSpan().IndexOfAnyInRange('\x0e', '\x1f');
            if (bad < 0) return text;
            throw Refused(
                $"The file has the control character 0x{(int)text[bad]:X2}, so it is no text. It is binary.",
                text.AsSpan(0, bad).Count('\n') + 1);
        }
        catch (DecoderFallbackException)
        {
            throw Refused($"The bytes are no text in {encoding.WebName}. Convert the file, or take another one.");
        }
    }

    private static string LineEndOf(string text)
    {
        int feeds = text.AsSpan().Count('\n');
        int pairs = text.AsSpan().Count("\r\n");
        if (feeds == 0) return text.Contains('\r', StringComparison.Ordinal) ? "\r" : "";
        if (pairs == feeds || pairs == 0) return pairs > 0 ? "\r\n" : "\n";
        bool isPair = text[Math.Max(0, text.IndexOf('\n', StringComparison.Ordinal) - 1)] == '\r';
        int line = 1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\n') continue;
            if ((i > 0 && text[i - 1] == '\r') != isPair) break;
            line++;
        }

        throw Refused(
            "Some lines end with CR LF and others with LF alone, and a schema has one line end. Have the sender use "
                + "one, or correct the sample.",
            line);
    }
}
