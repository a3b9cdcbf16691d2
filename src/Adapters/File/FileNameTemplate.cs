using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Viaduct.Core.Messages;

namespace Viaduct.Adapters.File;

/// <summary>
/// The name of a file to be written, with macros. What they stand for comes from the message alone, its time from its
/// id, so that every attempt on every server gives the same name. Values are put in once: a macro inside a value stays
/// as it is.
/// </summary>
internal sealed partial class FileNameTemplate(string template, TimeZoneInfo zone)
{
    private static readonly string[] Known = [.. FileNameMacros.All.Keys];

    private static readonly string[] Parties =
    [
        "SourceParty", "SourcePartyQualifier", "DestinationParty", "DestinationPartyQualifier",
    ];

    /// <summary>The name for a message; the macros that have no value stay as they are.</summary>
    public string Expand(Message message)
    {
        var name = new StringBuilder();
        foreach (var (text, isMacro) in Pieces(template))
            name.Append(isMacro ? Value(text, message) ?? $"%{text}%" : text);
        return name.ToString();
    }

    /// <summary>Adds everything that is wrong with a template before any message is there.</summary>
    public static void Validate(string template, ICollection<string> errors)
    {
        if (template.Length == 0)
        {
            errors.Add("fileName is empty: write a name, for example \"%MessageID%.xml\".");
            return;
        }

        foreach (string macro in Macros(template).Where(m => Parties.Contains(m, StringComparer.OrdinalIgnoreCase)))
            errors.Add($"fileName uses %{macro}%, and there are no parties: remove it, or write the party's name.");
        // Whatever the macros give, the text around them must do.
        string around = string.Concat(Pieces(template).Select(piece => piece.IsMacro ? "x" : piece.Text));
        if (FileNameRules.ObjectionToWriting(around) is { } objection)
            errors.Add($"fileName \"{FileNameRules.Shown(template)}\" cannot be used: {objection}.");
    }

    /// <summary>The macros that nobody knows: they would stay in the name as they are.</summary>
    public static IEnumerable<string> Warnings(string template) =>
        from macro in Macros(template)
        where !Known.Contains(macro, StringComparer.OrdinalIgnoreCase)
        where !Parties.Contains(macro, StringComparer.OrdinalIgnoreCase)
        select $"fileName holds %{FileNameRules.Shown(macro)}%, which is not a macro and stays in the name as it is; "
            + $"the macros are %{string.Join("% %", Known)}%.";

    /// <summary>True if the name differs from message to message.</summary>
    public static bool HasMacro(string template) =>
        Macros(template).Any(macro => Known.Contains(macro, StringComparer.OrdinalIgnoreCase));

    /// <summary>True if nothing but the time makes the names of messages differ.</summary>
    public static bool HasTimeOnly(string template)
    {
        string[] known = [.. Macros(template).Where(m => Known.Contains(m, StringComparer.OrdinalIgnoreCase))];
        return known.Length > 0 && known.All(
            macro => macro.StartsWith("time", StringComparison.OrdinalIgnoreCase)
                || macro.StartsWith("datetime", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>True if a name that the template gives may be one that a mask takes.</summary>
    public static bool MayMatch(string template, string masks)
    {
        // A macro stands for anything here, as a star does.
        string pattern = string.Concat(Pieces(template).Select(
            piece => piece.IsMacro && Known.Contains(piece.Text, StringComparer.OrdinalIgnoreCase)
                ? "*"
                : piece.IsMacro ? $"%{piece.Text}%" : piece.Text));
        return masks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Any(mask => (pattern[0] is not '.' || mask[0] is '.') && PatternOverlap.Exists(pattern, mask));
    }

    private static IEnumerable<string> Macros(string template) =>
        Pieces(template).Where(piece => piece.IsMacro).Select(piece => piece.Text);

    // A macro is a word between two percent signs; any other percent sign is just that.
    private static IEnumerable<(string Text, bool IsMacro)> Pieces(string template)
    {
        int at = 0;
        foreach (Match match in Macro().Matches(template))
        {
            if (match.Index > at) yield return (template[at..match.Index], false);
            yield return (match.Groups[1].Value, true);
            at = match.Index + match.Length;
        }

        if (at < template.Length) yield return (template[at..], false);
    }

    private string? Value(string macro, Message message)
    {
        if (macro.Equals("MessageID", StringComparison.OrdinalIgnoreCase)) return message.Id.ToString("D");
        if (macro.Equals("SourceFileName", StringComparison.OrdinalIgnoreCase)) return SourceFileName(message);
        if (TimeOf(message.Id) is not { } utc) return null;
        var local = TimeZoneInfo.ConvertTime(utc, zone);
        return macro.ToUpperInvariant() switch
        {
            "DATETIME" => Text(utc, "yyyy-MM-ddTHHmmss"),
            "DATETIME.TZ" => Text(local, "yyyy-MM-ddTHHmmss") + Offset(local),
            "DATETIME_BTS2000" => Text(utc, "yyyyMMddHHmmssf"),
            "TIME" => Text(utc, "HHmmss"),
            "TIME.TZ" => Text(local, "HHmmss") + Offset(local),
            _ => null,
        };
    }

    private static string? SourceFileName(Message message)
    {
        string? path = message.Context.Text(FileProperties.ReceivedFileName);
        // The message may have come in on another system: both separators count.
        return path is null ? null : path[(path.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
    }

    // An id of version 7 begins with the milliseconds of the message's receipt.
    private static DateTimeOffset? TimeOf(Guid id)
    {
        if (id.Version != 7) return null;
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = (long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }

    private static string Text(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);

    // As in BizTalk: +530, -800, +000; hours without a leading zero.
    private static string Offset(DateTimeOffset local)
    {
        int minutes = (int)Math.Abs(local.Offset.TotalMinutes);
        int hours = minutes / 60;
        return $"{(local.Offset < TimeSpan.Zero ? '-' : '+')}{hours}{minutes % 60:00}";
    }

    [GeneratedRegex("%([A-Za-z0-9_.]{1,64})%")]
    private static partial Regex Macro();
}
