using System.Text.Json;

namespace Viaduct.Cli.CommandLine;

/// <summary>The values of enumerations as users write and read them.</summary>
internal static class Words
{
    /// <summary>For example <c>suspendedNotResumable</c>.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>All words of an enumeration.</summary>
    public static string[] All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => Of(value))];

    /// <summary>The value of a word; the word is one of <see cref="All"/>.</summary>
    public static T Value<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);

    /// <summary>A number with its noun, for example <c>1 item</c>, <c>2,000 items</c>.</summary>
    public static string Count(long number, string noun) => $"{number:N0} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A time as people read and write it, for example <c>250ms</c>, <c>1.5s</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0.#}ms" : $"{time.TotalSeconds:0.###}s";

    /// <summary>Bytes as people read them, for example <c>14.2 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1 << 10 => $"{bytes} B",
        < 1 << 20 => $"{bytes / 1024d:0.0} KB",
        < 1 << 30 => $"{bytes / (1024d * 1024):0.0} MB",
        _ => $"{bytes / (1024d * 1024 * 1024):0.0} GB",
    };
}
