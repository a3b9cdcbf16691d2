using System.Text.Json;

namespace Viaduct.Server.Configuration.Yaml;

/// <summary>A single value, with its variables filled in.</summary>
internal sealed class YamlScalar(SourcePlace place, string text, bool isPlain, int? textColumn) : YamlNode(place, 1)
{
    public string Text { get; } = text;

    /// <summary>Nothing at all is written, or <c>~</c> or <c>null</c>.</summary>
    public bool IsNothing { get; } = isPlain && text is ("" or "~" or "null");

    public override string ToString() => JsonSerializer.Serialize(Text);

    public override string Word => IsNothing ? "nothing" : "a single value";

    /// <summary>The place of a character of the text, or of the whole if the file shows it in another form.</summary>
    /// <param name="column">The character, from 1.</param>
    /// <param name="isExact">False if it is the place of the whole.</param>
    public SourcePlace PlaceOf(int column, out bool isExact)
    {
        isExact = textColumn is not null;
        return textColumn is { } first ? Place with { Column = first + column - 1 } : Place;
    }
}
