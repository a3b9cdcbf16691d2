using System.Text;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>The values of fields: what stands around them, how they are encoded, what they are when missing.</summary>
public class ParseFieldTests
{
    [Fact]
    public Task Blanks_StayOnTheOtherSide() => BothAsync(
        Schema("", Record("Root", "structure=\"positional\"",
            Field("L", "pos_offset=\"0\" pos_length=\"5\" justification=\"left\""),
            Field("R", "pos_offset=\"0\" pos_length=\"5\" justification=\"right\""))),
        " ab    cd ",
        "<Root><L> ab</L><R>cd </R></Root>");

    [Fact]
    public Task PosLength_InDelimitedRecord_IsIgnored() => BothAsync(
        Schema("", Record("Root", Commas + Infix,
            Field("A", "pos_offset=\"3\" pos_length=\"2\""), Field("B", "pos_length=\"1\""))),
        "abcdef,ghi",
        "<Root><A>abcdef</A><B>ghi</B></Root>");

    [Fact]
    public Task EmptyFields_AreEmptyElements() => BothAsync(
        Schema("", Record("Root", Lines + Postfix, RecordOf("L", Many, Commas + Infix, Fields("A", "B", "C")))),
        ",,\r\n1,,3\r\n",
        "<Root><L><A /><B /><C /></L><L><A>1</A><B /><C>3</C></L></Root>");

    [Theory]
    [InlineData("dd/MM/yyyy", "xs:date", "31/12/2024", "2024-12-31")]
    [InlineData("yyyyMMddHHmmss", "xs:dateTime", "20241231235958", "2024-12-31T23:59:58")]
    [InlineData("HHmm", "xs:time", "2359", "23:59:00")]
    public Task CustomDates(string format, string type, string flat, string xml) => BothAsync(
        Schema("", Record("Root", Commas + Infix, Field("A", $"datetime_format=\"{format}\"", "", type), Field("B"))),
        $"{flat},x",
        $"<Root><A>{xml}</A><B>x</B></Root>");

    [Theory]
    [InlineData(true, "<Root><A>12</A><B /></Root>")]
    [InlineData(false, "<Root><A>12</A><B /><C /></Root>")]
    public async Task EarlyTermination(bool omits, string xml)
    {
        string schema = Schema(
            $"allow_early_termination=\"true\" early_terminate_optional_fields=\"{(omits ? "true" : "false")}\"",
            Record("Root", Lines + Postfix, Record("R", "structure=\"positional\"",
                Field("A", "pos_offset=\"0\" pos_length=\"4\""), Field("B", "pos_offset=\"0\" pos_length=\"4\""),
                Field("C", "pos_offset=\"0\" pos_length=\"4\"", Optional))));
        string inner = xml.Replace("<Root>", "<Root><R>", StringComparison.Ordinal)
            .Replace("</Root>", "</R></Root>", StringComparison.Ordinal);
        Assert.Equal(inner, await ParseAsync(schema, "12\r\n"));
    }

    [Fact]
    public async Task CountInBytes_LeavesACharacterThatDoesNotFitToTheNext()
    {
        string schema = Schema("codepage=\"932\" count_positions_by_byte=\"true\"", Record("Root",
            "structure=\"positional\"", Field("A", "pos_offset=\"0\" pos_length=\"3\""),
            Field("B", "pos_offset=\"0\" pos_length=\"4\"")));
        byte[] file = [0x93, 0xFA, 0x96, 0x7B, (byte)'a', (byte)'b'];
        var (messages, failure) = await RunAsync(Disassembler(schema), file);
        Assert.Null(failure?.ToString());
        Assert.Equal("<Root><A>日</A><B>本ab</B></Root>", Assert.Single(messages));
    }

    [Fact]
    public async Task Utf16_IsReadWithAndWithoutMark()
    {
        string schema = Schema("codepage=\"1252\"", Record("Root", Commas + Infix, Fields("A", "B")));
        foreach (string start in new[] { "\uFEFF", "" })
        {
            var (messages, failure) = await RunAsync(
                Disassembler(schema), Encoding.Unicode.GetBytes(start + "añb,cd"));
            Assert.Null(failure?.ToString());
            Assert.Equal("<Root><A>añb</A><B>cd</B></Root>", Assert.Single(messages));
        }
    }

    [Theory]
    [InlineData("", "<Root a=\"1\" />", "1,7")]
    [InlineData("", "<Root a=\"1\"><B /></Root>", "1,")]
    [InlineData("suppress_empty_nodes=\"true\"", "<Root a=\"1\" />", "1,")]
    public async Task FixedValues_OfWhatIsMissing(string info, string xml, string file) => Assert.Equal(
        file,
        await WriteAsync(
            Schema(info, Record("Root", Commas + Infix, Attribute("a"), Field("B", "", "fixed=\"7\""))), xml));

    [Theory]
    [InlineData("a;\"b;\"\"c\";d", "<Root><A>a</A><B>b;\"c</B><C>d</C></Root>", "\"a\";\"b;\"\"c\";\"d\"")]
    [InlineData("\"\";b;\"c\r\nd\"", "<Root><A /><B>b</B><C>c&#xD;\nd</C></Root>", ";\"b\";\"c\r\nd\"")]
    public Task QuotesAroundValues(string file, string xml, string written) => BothAsync(
        Schema("default_wrap_char=\"0x22\" wrap_char_type=\"hex\"", Record("Root",
            "child_delimiter_type=\"char\" child_delimiter=\";\" " + Infix,
            [.. new[] { "A", "B", "C" }.Select(name => Field(name, "wrap_char_type=\"default\""))])),
        file,
        xml,
        written);
}
