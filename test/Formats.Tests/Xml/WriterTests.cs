using System.Text;
using System.Xml;
using Viaduct.Formats.Xml.Reading;
using Viaduct.Formats.Xml.Writing;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Our writer of UTF-8 gives what the library's writer gives.</summary>
public class WriterTests
{
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private static readonly string[] Texts =
    [
        "", "a", " ", "two words", "a<b>c&d\"e'f", "]]>", "é€😀", "\t\n\r", "line\r\nline\n\rline\r", "--", "?>", "-",
        "?", "a--b-", "\u00A0\u2028", new string('x', 5000) + "&", new string('€', 3000), new string('\n', 2000),
    ];

    [Theory]
    [InlineData(NewLineHandling.Entitize, "\n", false)]
    [InlineData(NewLineHandling.Replace, "\n", true)]
    [InlineData(NewLineHandling.Replace, "\r\n", true)]
    [InlineData(NewLineHandling.None, "\n", true)]
    public void Write_AnyDocument_GivesTheSameAsTheLibrary(NewLineHandling lines, string newLine, bool checks)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = Charsets.Utf8,
            OmitXmlDeclaration = true,
            NewLineHandling = lines,
            NewLineChars = newLine,
            CheckCharacters = checks,
        };
        for (int seed = 0; seed < 300; seed++)
        {
            using MemoryStream expected = new(), actual = new();
            using (var library = XmlWriter.Create(expected, settings)) Element(library, new Random(seed), 0);
            using (var own = new Utf8XmlWriter(actual, settings)) Element(own, new Random(seed), 0);
            Assert.Equal((seed, Text(expected)), (seed, Text(actual)));
        }
    }

    [Theory]
    [InlineData(null, "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData(true, "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>")]
    [InlineData(false, "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>")]
    public void WriteStartDocument_Standalone_IsSaid(bool? standalone, string expected)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8XmlWriter(stream, new XmlWriterSettings()))
        {
            if (standalone is { } alone) writer.WriteStartDocument(alone);
            else writer.WriteStartDocument();
        }

        Assert.Equal(expected, Text(stream));
    }

    [Theory]
    [InlineData('\u0001')]
    [InlineData('\uFFFF')]
    [InlineData('\uD83D')]
    [InlineData('\uDE00')]
    public void WriteString_WhatXmlForbids_IsRefused(char forbidden)
    {
        using var writer = new Utf8XmlWriter(Stream.Null, new XmlWriterSettings { CheckCharacters = true });
        writer.WriteStartElement("a");
        Assert.Throws<FormatException>(() => writer.WriteString($"é{forbidden}x"));
    }

    private static void Element(XmlWriter xml, Random random, int depth)
    {
        string prefix = random.Next(3) switch { 0 => "p", 1 => "größe", _ => "" };
        string ns = prefix.Length == 0 ? "" : $"urn:{prefix}";
        xml.WriteStartElement(prefix, "e" + random.Next(4), ns);
        if (prefix.Length > 0) xml.WriteAttributeString("xmlns", prefix, Xmlns, ns);
        for (int i = random.Next(3); i > 0; i--)
            xml.WriteAttributeString("a" + i, Texts[random.Next(Texts.Length)]);
        for (int i = random.Next(6); i > 0; i--) Node(xml, random, depth);
        if (random.Next(2) == 0) xml.WriteFullEndElement();
        else xml.WriteEndElement();
    }

    private static void Node(XmlWriter xml, Random random, int depth)
    {
        string text = Texts[random.Next(Texts.Length)];
        switch (random.Next(7))
        {
            case 0 when text.Length > 0:
                xml.WriteString(text);
                break;
            case 1 when text.Length > 0:
                xml.WriteChars(text.ToCharArray(), 0, text.Length);
                break;
            case 2:
                xml.WriteComment(text);
                break;
            case 3:
                xml.WriteProcessingInstruction("pi", text);
                break;
            case 4 when text.Length > 0:
                xml.WriteRaw(text);
                break;
            case 5:
                xml.WriteWhitespace(" \t\n");
                break;
            default:
                if (depth < 20) Element(xml, random, depth + 1);
                break;
        }
    }

    private static string Text(MemoryStream stream) => Encoding.UTF8.GetString(stream.ToArray());
}
