using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

public class StylesheetMapTests
{
    private static readonly string Large =
        $"<Order xmlns=\"urn:order\">{string.Concat(Enumerable.Repeat("<Id>1234567890</Id>", 50_000))}</Order>";

    private const string Document = "<Order xmlns=\"urn:order\"><Id>7</Id><Total>12.50</Total></Order>";

    [Fact]
    public async Task MapAsync_MapOfTheMapper_GivesTheResultWithItsType()
    {
        var map = Xslt.Map(Xslt.Order(
            """
            <xsl:variable name="var:v1" select="concat(s0:Id/text(), '-', s0:Total)" />
            <ns0:Invoice><Number><xsl:value-of select="$var:v1" /></Number></ns0:Invoice>
            """));
        var message = await map.GoodAsync(Document);

        Assert.Equal("urn:order#Order", map.SourceMessageType);
        Assert.Equal("<ns0:Invoice xmlns:ns0=\"urn:invoice\"><Number>7-12.50</Number></ns0:Invoice>", message.Text());
        Assert.Equal("urn:invoice#Invoice", message.TypeOf());
        Assert.Equal("application/xml; charset=utf-8", message.ContentType);
    }

    [Fact]
    public async Task MapAsync_NodeSetOfAVariable_IsATree()
    {
        var map = Xslt.Map(Xslt.Order(
            """
            <xsl:variable name="t"><v k="7">seven</v><v k="8">eight</v></xsl:variable>
            <R><xsl:value-of select="msxsl:node-set($t)/v[@k = current()/s0:Id]" /></R>
            """));
        Assert.Contains(">seven</R>", (await map.GoodAsync(Document)).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_MethodText_GivesTextWithoutAType()
    {
        var map = Xslt.Map(Xslt.Order("<xsl:value-of select=\"s0:Id\" />;ü", "<xsl:output method=\"text\" />"));
        var message = await map.GoodAsync(Document);

        Assert.Equal("7;ü", message.Text());
        Assert.Equal("", message.TypeOf());
        Assert.Equal("text/plain; charset=utf-8", message.ContentType);
    }

    [Fact]
    public async Task MapAsync_MethodTextWithTo_HasThatType()
    {
        var map = Xslt.Map(
            Xslt.Order("x", "<xsl:output method=\"text\" />"), new MapModel("maps/m.xsl") { To = "lines" });
        Assert.Equal("lines", (await map.GoodAsync(Document)).TypeOf());
    }

    [Fact]
    public async Task MapAsync_Utf16_GivesUtf16WithItsMark()
    {
        var map = Xslt.Map(Xslt.Order("<R>ü</R>", "<xsl:output encoding=\"utf-16\" />"));
        byte[] bytes = (await map.GoodAsync(Document)).Bytes();

        Assert.Equal([0xFF, 0xFE], bytes[..2]);
        string text = Encoding.Unicode.GetString(bytes[2..]);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-16\"?>", text, StringComparison.Ordinal);
        Assert.Contains("ü</R>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_CodePage_IsWrittenInIt()
    {
        var map = Xslt.Map(Xslt.Order("<R>ü€</R>", "<xsl:output encoding=\"windows-1252\" />"));
        byte[] bytes = (await map.GoodAsync(Document)).Bytes();
        Assert.Contains((byte)0xFC, bytes);
        Assert.Contains((byte)0x80, bytes);
        Assert.Contains("encoding=\"windows-1252\"", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_TextThatTheEncodingDoesNotHave_IsAFailure()
    {
        var map = Xslt.Map(Xslt.Order("€", "<xsl:output method=\"text\" encoding=\"iso-8859-1\" />"));
        var failure = await map.BadAsync(Document);
        Assert.Contains("U+20AC", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_MethodHtml_IsWrittenAsHtml()
    {
        var map = Xslt.Map(Xslt.Order("<p>a<br />b</p>", "<xsl:output method=\"html\" indent=\"no\" />"));
        Assert.Contains("<br>", (await map.GoodAsync(Document)).Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<xsl:template match=\"/\"><xsl:apply-templates select=\"/s0:Ordre\" /></xsl:template>", "xml")]
    [InlineData("<xsl:template match=\"s0:Ordre\"><R /></xsl:template>", "xml")]
    [InlineData("<xsl:template match=\"/\"><!-- nothing --></xsl:template>", null)]
    [InlineData("<xsl:template match=\"/\"><xsl:comment>only this</xsl:comment></xsl:template>", null)]
    public async Task MapAsync_XmlWithoutARoot_IsAFailureThatSaysWhat(string templates, string? method)
    {
        string output = method is null ? "" : $"<xsl:output method=\"{method}\" />";
        var map = Xslt.Map(Xslt.Of(templates, output), new MapModel("maps/m.xsl") { From = "*" });
        var failure = await map.BadAsync(Document);

        Assert.Equal(FailureCodes.Invalid, failure.Code);
        Assert.Contains("maps/m.xsl gives no XML document", failure.Text, StringComparison.Ordinal);
        Assert.Contains("the root element urn:order#Order of", failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "text")]
    [InlineData("", "html")]
    [InlineData("<xsl:text disable-output-escaping=\"yes\">&lt;R/&gt;</xsl:text>", "xml")]
    public async Task MapAsync_NoRootOnPurpose_IsAResult(string content, string method)
    {
        var map = Xslt.Map(Xslt.Order(content, $"<xsl:output method=\"{method}\" omit-xml-declaration=\"yes\" />"));
        Assert.Equal(content.Length == 0 ? "" : "<R/>", (await map.GoodAsync(Document)).Text());
    }

    [Fact]
    public async Task MapAsync_StripSpace_IsFollowed()
    {
        string identity = """
            <xsl:strip-space elements="*" />
            <xsl:template match="@*|node()">
            <xsl:copy><xsl:apply-templates select="@*|node()" /></xsl:copy></xsl:template>
            """;
        var map = Xslt.Map(Xslt.Of(identity), new MapModel("maps/m.xsl") { From = "a" });
        Assert.Equal("<a><b>1</b></a>", (await map.GoodAsync("<a>\n <b>1</b>\n</a>")).Text());
    }

    [Fact]
    public async Task MapAsync_IncludeAndImport_AreReadFromThePackage()
    {
        var files = new MemoryPackage()
            .Add("common/deep/one.xsl", Xslt.Of("<xsl:include href=\"../two.xsl\" />"))
            .Add("common/two.xsl", Xslt.Of("<xsl:template name=\"two\">two</xsl:template>"));
        string main = Xslt.Of(
            "<xsl:template match=\"/s0:Order\"><R><xsl:call-template name=\"two\" /></R></xsl:template>",
            "<xsl:import href=\"../common/deep/one.xsl\" /><xsl:output omit-xml-declaration=\"yes\" />");
        var map = Xslt.Map(main, null, files);
        Assert.Contains("two</R>", (await map.GoodAsync(Document)).Text(), StringComparison.Ordinal);
        Assert.Equal(
            ["common/deep/one.xsl", "common/two.xsl", "maps/m.xsl"],
            Formats.Maps.MapKinds.All[0].FilesOf(new MapModel("maps/m.xsl"), files));
    }

    [Fact]
    public async Task MapAsync_LargeResult_GoesToTheBodyInPieces()
    {
        var map = Xslt.Map(Xslt.Order("<R><xsl:copy-of select=\"//s0:Id\" /></R>"));
        Assert.True((await map.GoodAsync(Large)).Bytes().Length > 900_000);
    }

    [Fact]
    public async Task MapAsync_ResultTooLarge_IsAFailure()
    {
        var map = Xslt.Map(Xslt.Order("<R><xsl:copy-of select=\"//s0:Id\" /></R>"));
        var failure = await map.BadAsync(Large, new PipelineLimits { BodyBytes = 300_000 });
        Assert.Equal(FailureCodes.Limit, failure.Code);
    }

    [Fact]
    public async Task MapAsync_DocumentTooLarge_IsAFailure()
    {
        var map = Xslt.Map(Xslt.Order("<R />"), new MapModel("maps/m.xsl") { InputBytes = 1024 });
        var failure = await map.BadAsync($"<Order xmlns=\"urn:order\">{new string('x', 2000)}</Order>");
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains("maps/m.xsl", failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FailureCodes.EmptyInput)]
    [InlineData("no xml", FailureCodes.BadInput)]
    [InlineData("<Order xmlns=\"urn:order\">", FailureCodes.BadInput)]
    [InlineData("<!DOCTYPE a [<!ENTITY b \"b\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>", FailureCodes.BadInput)]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", FailureCodes.BadInput)]
    public async Task MapAsync_BadDocument_IsAFailureWithItsPlace(string document, string code)
    {
        var failure = await Xslt.Map(Xslt.Order("<R />")).BadAsync(document);
        Assert.Equal(code, failure.Code);
        Assert.True(document.Length == 0 || failure.Place is not null, failure.ToString());
    }

    [Fact]
    public async Task MapAsync_DeepDocument_IsAFailure()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var failure = await Xslt.Map(Xslt.Order("<R />")).BadAsync(deep);
        Assert.Equal(FailureCodes.Limit, failure.Code);
    }

    [Fact]
    public async Task MapAsync_MessageThatTerminates_IsAFailureWithItsText()
    {
        var map = Xslt.Map(Xslt.Order("<xsl:message terminate=\"yes\">No Total above 10</xsl:message>"));
        var failure = await map.BadAsync(Document);
        Assert.Equal(FailureCodes.Invalid, failure.Code);
        Assert.Contains("No Total above 10", failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MapAsync_RecursionOfAHundredThousandSteps_HasRoom()
    {
        var map = Xslt.Map(Xslt.Of(
            """
            <xsl:template match="/s0:Order"><R><xsl:call-template name="n"><xsl:with-param name="i" select="100000" />
            </xsl:call-template></R></xsl:template>
            <xsl:template name="n"><xsl:param name="i" /><xsl:if test="$i &gt; 0"><xsl:call-template name="n">
            <xsl:with-param name="i" select="$i - 1" /></xsl:call-template>x</xsl:if></xsl:template>
            """));
        Assert.True((await map.GoodAsync(Document)).Bytes().Length > 100_000);
    }

    [Fact]
    public async Task MapAsync_ConfiguredPromotion_IsTakenFromTheResult()
    {
        var key = PropertyKey.Get("urn:p", "Number");
        var files = new MemoryPackage().Add("maps/m.xsl", Xslt.Order(
            "<ns0:Invoice><Number><xsl:value-of select=\"s0:Id\" /></Number></ns0:Invoice>"));
        var map = Xslt.Create(
            new MapModel("maps/m.xsl"), files,
            new ConfiguredPromotion("urn:invoice#Invoice", "/Invoice/Number", key, PropertyValueKind.Number, true));
        var message = await map.GoodAsync(Document);
        Assert.Equal("7", message.Context[key].ToString());
    }

    [Fact]
    public async Task MapAsync_ManyAtOnce_EachGetsItsOwn()
    {
        var map = Xslt.Map(Xslt.Order("<R><xsl:value-of select=\"s0:Id\" /></R>"));
        await Parallel.ForAsync(0, 500, async (i, _) =>
        {
            var message = await map.GoodAsync($"<Order xmlns=\"urn:order\"><Id>{i}</Id></Order>");
            Assert.Contains($">{i}</R>", message.Text(), StringComparison.Ordinal);
        });
    }
}
