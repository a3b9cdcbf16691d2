using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Viaduct.FailoverBench.Flow;

/// <summary>A message of the load: which one it is of which key. Those of a key are in order.</summary>
/// <param name="Key">The key.</param>
/// <param name="Number">Its number under the key, from 0.</param>
internal readonly record struct Letter(string Key, int Number)
{
    /// <summary>The namespace of its document.</summary>
    public const string Namespace = "urn:viaduct:bench";

    /// <summary>The root of its document.</summary>
    public const string Root = "Letter";

    /// <summary>Its document.</summary>
    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"<{Root} xmlns=\"{Namespace}\"><Key>{Key}</Key><Number>{Number}</Number></{Root}>");

    /// <summary>Reads a document.</summary>
    public static Letter Read(string document)
    {
        using var reader = XmlReader.Create(new StringReader(document));
        var root = XElement.Load(reader);
        string Of(string name) => root.Element(XName.Get(name, Namespace))?.Value ?? "";
        return new Letter(Of("Key"), int.Parse(Of("Number"), CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key}/{Number}");
}
