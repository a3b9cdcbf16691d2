using Viaduct.Formats.FlatFile.Grammar;

namespace Viaduct.Formats.Json.Reading;

/// <summary>Says what was expected and found where JSON cannot go on.</summary>
internal static class JsonWords
{
    private const string Value =
        "a value: an object, an array, a string in double quotes, a number, true, false or null";

    /// <summary>What may come here.</summary>
    public static string Expected(Expecting expecting, bool isInObject, bool isByLine) => expecting switch
    {
        Expecting.Value => Value,
        Expecting.ValueOrEnd => $"']' or {Value}",
        Expecting.Name => "the name of a property in double quotes",
        Expecting.NameOrEnd => "'}' or the name of a property in double quotes",
        Expecting.Colon => "':' behind the name of the property",
        Expecting.CommaOrEnd => isInObject ? "',' or '}'" : "',' or ']'",
        _ => isByLine ? "the end of the line" : "the end of the file",
    };

    /// <summary>What stands here.</summary>
    public static string Found(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return "the end of the file";
        string shown = Shown.Quoted(rest);
        return rest switch
        {
            ['/', '/' or '*', ..] => $"a comment, which JSON does not have: {shown}",
            ['\'', ..] => $"a single quote, where JSON has double ones: {shown}",
            ['}' or ']', ..] => $"{shown} (a comma in front of an end is too many)",
            ['\uFEFF', ..] => $"a byte order mark that is not at the start of the file: {shown}",
            _ => shown,
        };
    }
}
