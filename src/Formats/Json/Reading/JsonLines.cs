using System.Xml;

namespace Viaduct.Formats.Json.Reading;

/// <summary>Where in the JSON what is promoted from the XML stood.</summary>
internal sealed class JsonLines(JsonReader reader) : IXmlLineInfo
{
    /// <inheritdoc/>
    public int LineNumber => (int)Math.Min(reader.Place.Line ?? 0, int.MaxValue);

    /// <inheritdoc/>
    public int LinePosition => (int)Math.Min(reader.Place.Column ?? 0, int.MaxValue);

    /// <inheritdoc/>
    public bool HasLineInfo() => true;
}
