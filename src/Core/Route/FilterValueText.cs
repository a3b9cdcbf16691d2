using System.Globalization;
using System.Text;
using Viaduct.Core.Messages;

namespace Viaduct.Core.Route;

/// <summary>Writes values the way filters do.</summary>
internal static class FilterValueText
{
    /// <summary>The literal that reads as this value: text and instants in quotes, with escapes.</summary>
    public static string Quote(in PropertyValue value) => value.Kind switch
    {
        PropertyValueKind.String or PropertyValueKind.Instant => Quote(value.ToString()),
        _ => value.ToString(),
    };

    /// <summary>The literal, cut to about <paramref name="lengthMax"/> characters.</summary>
    public static string Quote(in PropertyValue value, int lengthMax)
    {
        string text = value.ToString();
        if (text.Length <= lengthMax) return Quote(value);
        return $"{Quote(text[..lengthMax])}… ({text.Length:N0} characters)";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || char.IsSurrogate(c) && text.Length == 1 =>
                    quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
