using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Viaduct.Cli.Drill;

/// <summary>The document of a drill's message.</summary>
internal static class ProbeDocument
{
    /// <summary>Its namespace.</summary>
    public const string Namespace = "urn:viaduct:drill";

    /// <summary>Its root.</summary>
    public const string Root = "Probe";

    /// <summary>The element that holds the key.</summary>
    public const string Key = "Key";

    /// <summary>The most bytes that one has on its way back.</summary>
    public const int BytesMax = 4_096;

    private const string Number = "Number";

    /// <summary>Writes one.</summary>
    public static string Write(int number, int key) => string.Create(
        CultureInfo.InvariantCulture,
        $"<{Root} xmlns=\"{Namespace}\"><{Number}>{number}</{Number}><{Key}>{key}</{Key}></{Root}>");

    /// <summary>The number of one; null if it is none.</summary>
    public static int? ReadNumber(Stream bytes)
    {
        try
        {
            var settings = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BytesMax,
            };
            using var reader = XmlReader.Create(bytes, settings);
            string? text = XElement.Load(reader).Element(XName.Get(Number, Namespace))?.Value;
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
