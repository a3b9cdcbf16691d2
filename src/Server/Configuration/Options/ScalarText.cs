using System.Buffers;
using System.Globalization;

namespace Viaduct.Server.Configuration.Options;

/// <summary>Reads and writes single values the way configuration does.</summary>
internal static class ScalarText
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, long Ticks)[] Durations =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour), ("d", TimeSpan.TicksPerDay),
    ];

    private static readonly (string Unit, long Bytes)[] Sizes =
        [("KB", 1L << 10), ("MB", 1L << 20), ("GB", 1L << 30), ("B", 1)];

    /// <summary>The value of a text, or null if it is none of this form.</summary>
    public static object? Read(OptionType type, string text) => type.Kind switch
    {
        OptionKind.Text => text,
        OptionKind.Truth => text switch { "true" => true, "false" => false, _ => null },
        OptionKind.Integer => Integer(type.Type, text),
        OptionKind.Bytes => Fit(type.Type, Scaled(text, Sizes, allowNumber: true)),
        OptionKind.Duration => text == "0" ? TimeSpan.Zero
            : Scaled(text, Durations, allowNumber: false) is { } ticks ? TimeSpan.FromTicks(ticks) : null,
        OptionKind.Number => Number(text),
        OptionKind.Choice => Choice(type, text),
        _ => null,
    };

    /// <summary>A value as configuration writes it.</summary>
    public static string Write(OptionType type, object value) => type.Kind switch
    {
        OptionKind.Duration => WriteScaled(((TimeSpan)value).Ticks, Durations, "s"),
        OptionKind.Bytes => WriteScaled(Convert.ToInt64(value, CultureInfo.InvariantCulture), Sizes, "B"),
        OptionKind.Truth => (bool)value ? "true" : "false",
        OptionKind.Choice => OptionType.CamelCase(value.ToString()!),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object? Integer(Type type, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? Fit(type, value)
            : null;

    private static object? Fit(Type type, long? value)
    {
        bool fits = value is { } number && (type == typeof(long) || number is >= int.MinValue and <= int.MaxValue);
        return fits ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : null;
    }

    private static decimal? Number(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out decimal value) ? value : null;
    }

    private static object? Choice(OptionType type, string text) =>
        Array.Find(Enum.GetNames(type.Type), n => OptionType.CamelCase(n) == text) is { } name
            ? Enum.Parse(type.Type, name)
            : null;

    // A number and a unit. A number alone is allowed for bytes only: 5 could be meant as seconds or minutes.
    private static long? Scaled(string text, (string Unit, long Factor)[] units, bool allowNumber)
    {
        int end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        string unit = end < 0 ? "" : text[end..].TrimStart(' ');
        string digits = end < 0 ? text : text[..end];
        long factor = unit.Length == 0 && allowNumber ? 1 : Array.Find(units, u => u.Unit == unit).Factor;
        if (factor == 0 || digits.EndsWith('.')) return null;
        return decimal.TryParse(
            digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number <= long.MaxValue / factor
            ? (long)(number * factor)
            : null;
    }

    private static string WriteScaled(long value, (string Unit, long Factor)[] units, string zeroUnit)
    {
        if (value == 0) return "0" + zeroUnit;
        var best = units.Where(u => value % u.Factor == 0).MaxBy(u => u.Factor);
        return best.Factor == 0 ? value.ToString(CultureInfo.InvariantCulture) : $"{value / best.Factor}{best.Unit}";
    }
}
