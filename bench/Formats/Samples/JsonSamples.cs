using System.Globalization;
using System.Text.Json;

namespace Viaduct.FormatsBench.Samples;

/// <summary>Orders as JSON and as values with a row of names.</summary>
internal static class JsonSamples
{
    /// <summary>An array of orders with numbers in them.</summary>
    public static Sample Json() => new(
        new Dictionary<string, string>(), "", "{\"orders\":[" + Order(0), i => "," + Order(i + 1), "]}");

    /// <summary>Orders as rows of values.</summary>
    public static Sample Csv() => new(
        new Dictionary<string, string>(), "", string.Join(',', Sample.Fields) + "\r\n",
        i => string.Join(',', Sample.Values(i)) + "\r\n", "");

    private static string Order(int number)
    {
        string[] values = Sample.Values(number);
        return "{" + string.Join(',', Sample.Fields.Select((field, i) =>
            $"\"{field}\":{(IsNumber(values[i]) ? values[i] : JsonSerializer.Serialize(values[i]))}")) + "}";
    }

    private static bool IsNumber(string value) => value[0] != '0'
        && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
