using System.Xml;

namespace Viaduct.Formats.Json.Reading;

/// <summary>The name of a property, with what it is called in XML.</summary>
internal sealed class JsonName
{
    /// <summary>The property that stands for the text of an element.</summary>
    public const string TextName = "#text";

    private const string NoName = "_";
    private const string Declaration = "xmlns";

    /// <summary>Learns a name.</summary>
    public JsonName(string text)
    {
        Text = text;
        Element = text.Length == 0 ? NoName : XmlConvert.EncodeLocalName(text)!;
        // An attribute called xmlns would declare a namespace.
        if (text.Length > 1 && text[0] == '@' && text[1..] != Declaration)
            Attribute = XmlConvert.EncodeLocalName(text[1..]);
        IsText = text == TextName;
    }

    /// <summary>As it is written in JSON, without escapes.</summary>
    public string Text { get; }

    /// <summary>The local name of the element.</summary>
    public string Element { get; }

    /// <summary>The local name of the attribute that it may be, or null.</summary>
    public string? Attribute { get; }

    /// <summary>True if its value may be the text of the element.</summary>
    public bool IsText { get; }

    /// <summary>Where it was seen last.</summary>
    public ScopedName Scope { get; } = new();
}
