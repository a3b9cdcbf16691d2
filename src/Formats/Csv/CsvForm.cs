using System.Buffers;
using System.Xml;
using Viaduct.Core.Pipelines;

namespace Viaduct.Formats.Csv;

/// <summary>The characters that have a meaning in a file.</summary>
/// <param name="Delimiter">Between values.</param>
/// <param name="Quote">Around values, or null.</param>
internal sealed record CsvForm(char Delimiter, char? Quote)
{
    /// <summary>What a value without quotes cannot hold.</summary>
    public SearchValues<char> Stops { get; } = SearchValues.Create(
        Quote is { } quote ? [Delimiter, '\r', '\n', quote] : [Delimiter, '\r', '\n']);

    /// <summary>Reads the options.</summary>
    /// <exception cref="ComponentConfigurationException">They are not usable.</exception>
    public static CsvForm Of(string component, string delimiter, string quote)
    {
        char between = delimiter switch
        {
            "tab" or "\\t" => '\t',
            [var one] when IsUsable(one) || one == '\t' => one,
            _ => throw new ComponentConfigurationException(
                $"{component}: the delimiter '{delimiter}' is not one character. Write for example ',' or ';', "
                    + "or tab."),
        };
        char? around = quote switch
        {
            "" => null,
            [var one] when IsUsable(one) && one != between => one,
            _ => throw new ComponentConfigurationException(
                $"{component}: the quote '{quote}' is not one character, or it is the delimiter. Write for example "
                    + "'\"', or leave it empty for none."),
        };
        return new CsvForm(between, around);
    }

    /// <summary>Refuses what cannot be the name of an element.</summary>
    /// <exception cref="ComponentConfigurationException">It cannot.</exception>
    public static void CheckName(string component, string option, string name)
    {
        try
        {
            XmlConvert.VerifyNCName(name);
        }
        catch (Exception e) when (e is XmlException or ArgumentException)
        {
            throw new ComponentConfigurationException(
                $"{component}: the {option} '{name}' cannot be the name of an element. Use letters, digits, '_', '-' "
                    + "and '.', and begin with a letter.",
                inner: e);
        }
    }

    private static bool IsUsable(char c) => !char.IsControl(c) && !char.IsSurrogate(c) && c != '\uFEFF';
}
