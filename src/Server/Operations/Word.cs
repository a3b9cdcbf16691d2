using System.Text.Json;

namespace Viaduct.Server.Operations;

/// <summary>The values of enumerations as the API writes them.</summary>
internal static class Word
{
    /// <summary>For example <c>suspendedNotResumable</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>All words of an enumeration.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <summary>The value of a word; null if nobody knows it.</summary>
    public static T? Read<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Of(value) == word) return value;
        return null;
    }
}
