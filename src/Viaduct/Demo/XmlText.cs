using System.Text;
using System.Xml.Linq;

namespace Viaduct.Cli.Demo;

/// <summary>Documents as bytes, in the encodings that partners use.</summary>
internal static class XmlText
{
    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true),
        Encoding.Latin1,
    ];

    /// <summary>The document in one of the encodings, mostly UTF-8.</summary>
    public static byte[] Encode(XDocument document, Random random) =>
        Encode(document, Encodings[Math.Max(0, random.Next(-Encodings.Length, Encodings.Length))]);

    /// <summary>The document in an encoding, with a declaration; what the encoding lacks becomes a reference.</summary>
    public static byte[] Encode(XDocument document, Encoding encoding)
    {
        // A character reference is not possible in a CDATA section.
        if (encoding.Equals(Encoding.Latin1))
            foreach (var section in document.DescendantNodes().OfType<XCData>().ToList())
                section.ReplaceWith(new XText(section.Value));
        using var stream = new MemoryStream();
        var settings = new System.Xml.XmlWriterSettings { Encoding = encoding, NewLineChars = "\n" };
        using (var writer = System.Xml.XmlWriter.Create(stream, settings)) document.Save(writer);
        return stream.ToArray();
    }
}
