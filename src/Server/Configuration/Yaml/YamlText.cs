using System.Text;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>Turns the bytes of a configuration file into text, or says why they are none.</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The text, or null; then the problem has been added.</returns>
    public static string? Decode(string file, ReadOnlySpan<byte> bytes, ConfigurationProblems problems)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            problems.Error(PlaceOf(file, bytes[..Math.Clamp(e.Index, 0, bytes.Length)]), "The file is not UTF-8.",
                $"The byte at offset {e.Index:N0} belongs to no character.", "Save the file as UTF-8.");
            return null;
        }

        int bad = text.AsSpan().IndexOfAnyExceptInRange(' ', '\uffff');
        while (bad >= 0 && text[bad] is '\t' or '\n' or '\r')
        {
            int next = text.AsSpan(bad + 1).IndexOfAnyExceptInRange(' ', '\uffff');
            bad = next < 0 ? -1 : bad + 1 + next;
        }

        if (bad < 0) return text;
        problems.Error(PlaceOf(file, Encoding.UTF8.GetBytes(text[..bad])),
            $"The file has a control character, U+{(int)text[bad]:X4}.",
            "Control characters other than tab and line breaks are invisible and never meant.", "Remove it.");
        return null;
    }

    private static SourcePlace PlaceOf(string file, ReadOnlySpan<byte> before) => new(
        file, 1 + before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
}
