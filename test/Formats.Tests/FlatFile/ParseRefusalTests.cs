using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Files and schemas that cannot be used.</summary>
public class ParseRefusalTests
{
    [Theory]
    [InlineData("case=\"title\"", "upper or lower")]
    [InlineData("lookahead_depth=\"far\"", "a number")]
    public void ValuesThatSchemaInfoDoesNotKnow_AreRefused(string info, string expected)
    {
        var refused = Assert.Throws<ComponentConfigurationException>(
            () => Disassembler(Schema(info, Record("Root", Commas + Infix, Fields("A", "B")))));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\n1\r\n3,4\r\n", "line 2, column 2, byte 4, record L, field B", "',' and the field B", "{CR}{LF}")]
    [InlineData("a\r\n1,2\r\n3,4,5|6\r\nX", "line 4, column 2, byte 18, record L, field B", "',' and", "end of the")]
    [InlineData("a", "line 1, column 2, byte 1, record L", "the record L", "the end of the file")]
    public async Task Failures_NamePlaceExpectedAndFound(string file, string place, string expected, string found)
    {
        var failure = await FailAsync(
            Schema("", Record("Root", Lines + Postfix, Field("H"),
                RecordOf("L", Many, Commas + Infix, Fields("A", "B")))),
            file);
        Assert.Equal("bad-input", failure.Code);
        Assert.Equal(place, failure.Place!.ToString());
        Assert.Contains(expected, failure.Text, StringComparison.Ordinal);
        Assert.Contains(found, failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<xs:element name='Root' type='T'/><xs:complexType name='T'><xs:sequence><xs:element name='T' type='T' "
        + "minOccurs='0'/></xs:sequence></xs:complexType>", "contains itself")]
    [InlineData("<xs:element name='Root' type='xs:string'/>", "no record")]
    [InlineData("<xs:complexType name='T'/>", "declares no element")]
    public void BadSchemas_AreRefused(string content, string text)
    {
        var e = Assert.Throws<ComponentConfigurationException>(
            () => Disassembler(Schemas.Of("", content)));
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }
}
