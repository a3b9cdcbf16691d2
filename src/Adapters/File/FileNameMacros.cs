namespace Viaduct.Adapters.File;

/// <summary>The macros that the name of a file may hold between two percent signs.</summary>
public static class FileNameMacros
{
    /// <summary>What each stands for, in one sentence.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MessageID"] = "The message's id, in lower case and without braces.",
        ["SourceFileName"] = "The name of the file that the message came in with, without its folder.",
        ["datetime"] = "The time of receipt in UTC, for example 1997-07-12T103508.",
        ["datetime.tz"] = "The same in the server's time zone, for example 1997-07-12T160508+530.",
        ["datetime_bts2000"] = "The same in UTC down to tenths of a second, for example 199707121035080.",
        ["time"] = "The time of day of receipt in UTC, for example 103508.",
        ["time.tz"] = "The same in the server's time zone, for example 160508+530.",
    };
}
