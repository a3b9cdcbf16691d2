using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Xsl;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

/// <summary>The result of a map is what the library alone gives, but for the byte order mark.</summary>
public class StylesheetOutputTests
{
    private const string Document = """
        <Order xmlns="urn:order" id="7"><Text>a &lt; b &amp; "c" ä€😀</Text><Lines>1&#13;&#10;2&#10;3</Lines><None/>
        </Order>
        """;

    public static readonly TheoryData<string, string> Results = new()
    {
        { "", "<R><E /><F></F><V><xsl:value-of select=\"s0:None\"/></V></R>" },
        { "", "<R a=\"{s0:Text}\" b=\"{s0:Lines}\" c=\"\"><xsl:value-of select=\"s0:Text\"/></R>" },
        { "", "<R><xsl:value-of select=\"s0:Lines\"/><xsl:copy-of select=\"s0:Lines\"/></R>" },
        { "", "<ns0:R><ns0:S /><S xmlns=\"urn:s\"><T xmlns=\"\" /></S></ns0:R>" },
        { "", "<R><xsl:copy-of select=\".\"/></R>" },
        { "", "<R><xsl:comment>a--b-</xsl:comment></R>" },
        { "", "<R><xsl:processing-instruction name=\"p\">q?&gt;</xsl:processing-instruction></R>" },
        { "", "<R><xsl:value-of select=\"s0:Text\" disable-output-escaping=\"yes\"/></R>" },
        { "", "<R><xsl:attribute name=\"x:y\" namespace=\"urn:x\">1</xsl:attribute></R>" },
        { "", "<R><xsl:element name=\"ns0:z\" namespace=\"urn:z\"/><xsl:element name=\"z\" namespace=\"urn:z\"/></R>" },
        { "", "text<A/><B/>" },
        { " omit-xml-declaration=\"yes\"", "<R><xsl:text>&#13;&#10;</xsl:text></R>" },
        { " standalone=\"yes\"", "<R/>" },
        { " indent=\"yes\"", "<R><S><T/></S></R>" },
        { " doctype-system=\"r.dtd\"", "<R/>" },
        { " encoding=\"us-ascii\"", "<R><xsl:value-of select=\"@id\"/></R>" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public async Task MapAsync_AnyResult_IsWhatTheLibraryGives(string output, string content)
    {
        string stylesheet = Xslt.Order(content, $"<xsl:output method=\"xml\"{output} />");
        var compiled = new XslCompiledTransform();
        using (var reader = XmlReader.Create(new StringReader(stylesheet))) compiled.Load(reader);
        using var expected = new MemoryStream();
        using (var reader = XmlReader.Create(new StringReader(Document))) compiled.Transform(reader, null, expected);

        var message = await Xslt.Map(stylesheet).GoodAsync(Document);
        Assert.Equal(Encoding.UTF8.GetString(expected.ToArray()).TrimStart('\uFEFF'), message.Text());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" indent=\"yes\"")]
    [InlineData(" encoding=\"utf-16\"")]
    [InlineData(" omit-xml-declaration=\"yes\"")]
    public async Task MapAsync_CDataSectionElements_HaveSectionsAndKeepNamespaces(string output)
    {
        string stylesheet = Xslt.Order(
            "<ns0:R a=\"{s0:Text}\"><S>a]]&gt;<xsl:value-of select=\"s0:Text\"/></S><T>&lt;</T></ns0:R>",
            $"<xsl:output method=\"xml\" cdata-section-elements=\"ns0:R S\"{output} />");
        var message = await Xslt.Map(stylesheet).GoodAsync(Document);
        await using var body = await message.Body.OpenAsync(default);
        var result = XDocument.Load(body).Root!;
        Assert.Equal(XName.Get("R", "urn:invoice"), result.Name);
        Assert.Equal("a < b & \"c\" ä€😀", result.Attribute("a")?.Value);
        Assert.Equal("a]]>a < b & \"c\" ä€😀", result.Element("S")?.Value);
        Assert.All(result.Element("S")!.Nodes(), node => Assert.IsType<XCData>(node));
        Assert.IsNotType<XCData>(result.Element("T")!.FirstNode);
    }
}
