using Viaduct.Core.Model;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Maps;

public class StylesheetErrorTests
{
    private const string Script =
        """
        <xsl:template match="/s0:Order">
        <R><xsl:value-of select="userCSharp:StringConcat('a', s0:Id)" /></R>
        </xsl:template>
        <msxsl:script language="C#" implements-prefix="userCSharp"><![CDATA[
        public string StringConcat(string a, string b) { return a + b; }
        ]]></msxsl:script>
        """;

    [Fact]
    public void Create_CallOfAScript_NamesTheFunctionTheLineAndTheWayOut()
    {
        var e = Xslt.Refused(Xslt.Of(Script));
        Assert.Equal("maps/m.xsl", e.File);
        Assert.Equal(8, e.Line);
        Assert.Contains("userCSharp:StringConcat()", e.Message, StringComparison.Ordinal);
        Assert.Contains("line 10", e.Message, StringComparison.Ordinal);
        Assert.Contains("concat(a, b)", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strng-length(s0:Id)", "strng-length() is called", "Is string-length() meant?")]
    [InlineData("upper-case(s0:Id)", "upper-case() is called", "There are boolean, ceiling, concat,")]
    [InlineData("count(//x[conains(text(), 'a')])", "conains() is called", "Is contains() meant?")]
    public void Create_FunctionThatXPathHasNot_IsNamedWithTheOneThatIsNear(string call, string what, string meant)
    {
        var e = Xslt.Refused(Xslt.Of(
            $"<xsl:template match=\"/\"><R><xsl:value-of select=\"{call}\" /></R></xsl:template>"));
        Assert.Contains(what, e.Message, StringComparison.Ordinal);
        Assert.Contains(meant, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not(true() and (count(*) > 1 or (position() = last())))")]
    [InlineData("string-length(normalize-space(comment())) div (1 + 1) mod (3)")]
    [InlineData("id('a') | key('k', 1) | processing-instruction('p') | child::node()")]
    [InlineData("msxsl:node-set(current())")]
    public void Create_FunctionsThatThereAre_AreTaken(string call) => Xslt.Map(Xslt.Of(
        "<xsl:key name=\"k\" match=\"x\" use=\"@y\" />"
        + $"<xsl:template match=\"/s0:Order\"><R><xsl:copy-of select=\"{call}\" /></R></xsl:template>"));

    [Fact]
    public async Task Create_ScriptThatNobodyCalls_IsIgnored()
    {
        string unused = Script.Replace("userCSharp:StringConcat('a', s0:Id)", "s0:Id", StringComparison.Ordinal);
        var map = Xslt.Map(Xslt.Of(unused));
        await map.GoodAsync("<Order xmlns=\"urn:order\" />");
    }

    [Fact]
    public void Create_CallOfAnObjectFromOutside_IsRefused()
    {
        var e = Xslt.Refused(Xslt.Order("<R a=\"{userCSharp:MyOwn(s0:Id)}\" />"));
        Assert.Contains("userCSharp:MyOwn()", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<xsl:value-of select=\"document('http://e/x')/a\" />")]
    [InlineData("<R a=\"{document ( s0:Id )}\" />")]
    [InlineData("<xsl:for-each select=\"s0:Id[document('', /)]\" />")]
    public void Create_DocumentFunction_IsRefused(string content)
    {
        var e = Xslt.Refused(Xslt.Order(content));
        Assert.StartsWith("document() reads other documents", e.Message, StringComparison.Ordinal);
        Assert.Equal(8, e.Line);
    }

    [Fact]
    public async Task Create_WordDocumentThatIsNoCall_IsTaken()
    {
        var map = Xslt.Map(Xslt.Order("<R><xsl:value-of select=\"concat('document(', s0:document, ')')\" /></R>"));
        var message = await map.GoodAsync("<Order xmlns=\"urn:order\" />");
        Assert.Contains("document()", message.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../other/x.xsl")]
    [InlineData("/etc/passwd")]
    [InlineData("http://example.com/x.xsl")]
    [InlineData("file:///etc/passwd")]
    public void Create_IncludeOutside_IsRefused(string href)
    {
        var e = Xslt.Refused(Xslt.Of($"<xsl:include href=\"{href}\" />"));
        Assert.Contains("outside", e.Message, StringComparison.Ordinal);
        Assert.Equal(7, e.Line);
    }

    [Fact]
    public void Create_IncludeOfAMissingFile_IsRefused()
    {
        var e = Xslt.Refused(Xslt.Of("<xsl:import href=\"no.xsl\" />"));
        Assert.Contains("there is no file maps/no.xsl", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_IncludeOfItself_IsRefusedNotEndless() =>
        Xslt.Refused(Xslt.Of("<xsl:include href=\"m.xsl\" /><xsl:template match=\"/s0:Order\"><R/></xsl:template>"));

    [Theory]
    [InlineData("<xsl:template match=\"/s0:Order\"><xsl:value-of select=\"a(\" /></xsl:template>", 7)]
    [InlineData("\n<xsl:template match=\"/s0:Order\"><xsl:nothing /></xsl:template>", 8)]
    [InlineData("<xsl:template match=\"/s0:Order\"><xsl:call-template name=\"no\" /></xsl:template>", 7)]
    public void Create_Mistake_IsRefusedWithItsLine(string content, int line)
    {
        var e = Xslt.Refused(Xslt.Of(content));
        Assert.Equal(("maps/m.xsl", line), (e.File, e.Line));
    }

    [Fact]
    public void Create_EntityBomb_IsRefused()
    {
        var e = Xslt.Refused("<!DOCTYPE a [<!ENTITY b \"b\">]>" + Xslt.Order("<R>&b;</R>")[38..]);
        Assert.Contains("DTD", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_DeepStylesheet_IsRefused() =>
        Xslt.Refused(Xslt.Order(
            string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000))));

    [Fact]
    public void Create_NoFile_IsRefused()
    {
        var e = Assert.Throws<ComponentConfigurationException>(
            () => Xslt.Create(new MapModel("maps/none.xsl"), new MemoryPackage()));
        Assert.Equal("maps/none.xsl", e.File);
    }

    [Theory]
    [InlineData("<xsl:template match=\"/\"><xsl:copy-of select=\"/s0:Order\" /></xsl:template>", "urn:order#Order")]
    [InlineData("<xsl:template match=\"/s0:Order\"><R /></xsl:template>", "urn:order#Order")]
    [InlineData("<xsl:template match=\"/Order/Line\"><R /></xsl:template>", "Order")]
    [InlineData("<xsl:template match=\"/\"><xsl:copy-of select=\"s0:Order/Line\" /></xsl:template>", "urn:order#Order")]
    [InlineData(
        "<xsl:template match=\"/*[local-name()='Order' and namespace-uri()='urn:o']/*\"><R /></xsl:template>",
        "urn:o#Order")]
    [InlineData("<xsl:template match=\"s0:Order\"><R /></xsl:template>", "urn:order#Order")]
    public void SourceMessageType_NamedInTheStylesheet_IsFound(string content, string type) =>
        Assert.Equal(type, Xslt.Map(Xslt.Of(content)).SourceMessageType);

    [Theory]
    [InlineData("<xsl:template match=\"@*|node()\"><xsl:copy /></xsl:template>", "no template matches")]
    [InlineData("<xsl:template match=\"/s0:Order | /s0:Offer\"><R /></xsl:template>", "urn:order#Offer")]
    public void Create_NoOrSeveralSourceTypes_AsksForFrom(string content, string why)
    {
        var e = Xslt.Refused(Xslt.Of(content));
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Contains("Add from", e.Message, StringComparison.Ordinal);
    }
}
