using Viaduct.Support;

namespace Viaduct.Scenarios;

/// <summary>The tools map and validate-message, and the examples of the page on maps.</summary>
public class OfflineMapTests
{
    private const string Schema =
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:e" elementFormDefault="qualified">
          <xs:element name="Order"><xs:complexType><xs:sequence>
            <xs:element name="Id" type="xs:int" /><xs:element name="Total" type="xs:decimal" />
          </xs:sequence></xs:complexType></xs:element>
        </xs:schema>
        """;

    [Fact]
    public async Task Map_writes_the_result_and_says_why_not()
    {
        using var folder = new TempFolder();
        folder.Write("in.xml", "<Order xmlns='urn:e'><Id>7</Id></Order>");
        folder.Write("bad.xml", "<Order\n>");
        folder.Write("m.xsl", Stylesheet("<R><xsl:value-of select=\"e:Id\" /></R>"));
        folder.Write("script.xsl", Stylesheet("<R><xsl:value-of select=\"document('x')\" /></R>"));

        var good = await ViaductProgram.RunAsync(["map", "--xslt", "m.xsl", "in.xml"], folder.Path);
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Assert.EndsWith(">7</R>", good.Output, StringComparison.Ordinal);
        var isolated = await ViaductProgram.RunAsync(["map", "--xslt", "m.xsl", "in.xml", "--isolate"], folder.Path);
        Assert.Equal(good.Output, isolated.Output);

        var bad = await ViaductProgram.JsonAsync(
            2, "map", "--xslt", folder.PathOf("m.xsl"), folder.PathOf("bad.xml"), "--out", folder.PathOf("out.xml"));
        Assert.Equal(folder.PathOf("bad.xml"), bad.GetProperty("file").GetString());
        Assert.Equal(2, bad.GetProperty("line").GetInt32());
        Assert.False(File.Exists(folder.PathOf("out.xml")));
        var script = await ViaductProgram.JsonAsync(
            3, "map", "--xslt", folder.PathOf("script.xsl"), folder.PathOf("in.xml"));
        Assert.Equal("script.xsl", script.GetProperty("file").GetString());
        Assert.Equal(2, script.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task Map_refuses_a_result_without_a_root()
    {
        using var folder = new TempFolder();
        folder.Write("in.xml", "<Order xmlns='urn:other'><Id>7</Id></Order>");
        folder.Write("m.xsl", Stylesheet("<R><xsl:value-of select=\"e:Id\" /></R>"));
        string[] call = ["map", "--xslt", folder.PathOf("m.xsl"), folder.PathOf("in.xml")];

        var here = await ViaductProgram.JsonAsync(2, call);
        var isolated = await ViaductProgram.JsonAsync(2, [.. call, "--isolate"]);
        string error = here.GetProperty("error").GetString()!;
        Assert.Contains("urn:other#Order", error, StringComparison.Ordinal);
        Assert.Equal(error, isolated.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Validate_message_names_every_error()
    {
        using var folder = new TempFolder();
        folder.Write("schemas/Order.xsd", Schema);
        folder.Write("good.xml", "<Order xmlns='urn:e'><Id>7</Id><Total>1.5</Total></Order>");
        folder.Write("bad.xml", "<Order xmlns='urn:e'>\n<Id>many</Id>\n<Sum>1</Sum></Order>");
        string[] call = ["validate-message", "--schema", folder.PathOf("schemas")];

        await ViaductProgram.JsonAsync(0, [.. call, folder.PathOf("good.xml")]);
        var bad = await ViaductProgram.JsonAsync(2, [.. call, folder.PathOf("bad.xml")]);
        var errors = bad.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal([2, 3], errors.Select(e => e.GetProperty("line").GetInt32()));
        Assert.Equal("many", errors[0].GetProperty("found").GetString());
        Assert.Equal("Sum", errors[1].GetProperty("found").GetString());
        Assert.Equal("Total", errors[1].GetProperty("expected").GetString());
        await ViaductProgram.JsonAsync(
            3, "validate-message", "--schema", folder.PathOf("bad.xml"), folder.PathOf("good.xml"));
    }

    private static string Stylesheet(string content) =>
        $"""
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:e="urn:e">
        <xsl:template match="/e:Order">{content}</xsl:template>
        <xsl:template name="again"><xsl:param name="i" /><xsl:call-template name="again">
        <xsl:with-param name="i" select="$i + 1" /></xsl:call-template></xsl:template>
        </xsl:stylesheet>
        """;
}
