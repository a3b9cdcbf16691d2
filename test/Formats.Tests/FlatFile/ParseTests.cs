using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>What real schemas do, in small; each file comes back from its XML.</summary>
public class ParseTests
{
    private const string Lines = "child_delimiter_type=\"hex\" child_delimiter=\"0x0D 0x0A\" ";
    private const string Commas = "child_delimiter_type=\"char\" child_delimiter=\",\" ";
    private const string Bars = "child_delimiter_type=\"char\" child_delimiter=\"|\" ";
    private const string Infix = "child_order=\"infix\" ";
    private const string Prefix = "child_order=\"prefix\" ";
    private const string Postfix = "child_order=\"postfix\" ";
    private const string Optional = "minOccurs=\"0\"";
    private const string Many = "maxOccurs=\"unbounded\"";
    private const string AnyNumber = "minOccurs=\"0\" maxOccurs=\"unbounded\"";

    [Theory]
    [InlineData("0xD 0xA")]
    [InlineData("0x0D 0x0A")]
    [InlineData("0x0d0x0a")]
    [InlineData("0x0D0A")]
    [InlineData("0D 0A")]
    [InlineData("0xD,0xA")]
    public Task HexadecimalDelimiters_InAllSpellings(string delimiter) => BothAsync(
        Schema("", Record("Root", $"child_delimiter_type=\"hex\" child_delimiter=\"{delimiter}\" {Postfix}",
            RecordOf("L", Many, Commas + Infix, Fields("A", "B")))),
        "1,2\r\n3,4\r\n",
        "<Root><L><A>1</A><B>2</B></L><L><A>3</A><B>4</B></L></Root>");

    [Fact]
    public Task AttributesAndElements_MixedByNumber() => BothAsync(
        Schema("", Record("Root", Commas + Infix,
            Field("A"), Attribute("b"), Field("C"), Attribute("d"))),
        "1,2,3,4",
        "<Root b=\"2\" d=\"4\"><A>1</A><C>3</C></Root>");

    [Fact]
    public Task ParentAndChild_WithTheSameDelimiter() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            Record("H", Commas + Infix + "tag_name=\"H,\"", Fields("A")),
            Record("Group", Lines + Infix, RecordOf("L", Many, Commas + Infix + "tag_name=\"L,\"", Fields("A", "B"))),
            Record("T", Commas + Infix + "tag_name=\"T,\"", Fields("A")))),
        "H,1\r\nL,2,3\r\nL,4,5\r\nT,6\r\n",
        "<Root><H><A>1</A></H><Group><L><A>2</A><B>3</B></L><L><A>4</A><B>5</B></L></Group><T><A>6</A></T></Root>");

    [Fact]
    public Task TagsWithBlanksColonsAndBars() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            Record("A", "tag_name=\"Order No: \"", Fields("V")),
            Record("B", Bars + Infix + "tag_name=\"LN|\"", Fields("V", "W")))),
        "Order No: 17\r\nLN|x|y\r\n",
        "<Root><A><V>17</V></A><B><V>x</V><W>y</W></B></Root>");

    [Fact]
    public Task OptionalTaggedRecords_ThatAreMissing() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            RecordOf("A", Optional, Commas + Prefix + "tag_name=\"A\"", Fields("V")),
            RecordOf("AB", Optional, Commas + Prefix + "tag_name=\"AB\"", Fields("V")),
            RecordOf("C", AnyNumber, Commas + Prefix + "tag_name=\"C\"", Fields("V")))),
        "AB,1\r\nC,2\r\nC,3\r\n",
        "<Root><AB><V>1</V></AB><C><V>2</V></C><C><V>3</V></C></Root>");

    [Fact]
    public Task UntaggedLines_BeforeTaggedTrailer() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            Record("H", Commas, Fields("A", "B")),
            RecordOf("L", Many, Commas + Infix, Fields("A", "B")),
            Record("T", Commas + Infix + "tag_name=\"END\"", Fields("A")))),
        "h,1\r\n1,2\r\n3,4\r\nEND2\r\n",
        "<Root><H><A>h</A><B>1</B></H><L><A>1</A><B>2</B></L><L><A>3</A><B>4</B></L><T><A>2</A></T></Root>");

    [Fact]
    public Task UntaggedLines_BeforeUntaggedTrailer() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            RecordOf("L", Many, Commas + Infix, Fields("A", "B")), Record("T", Commas + Infix, Fields("C", "D")))),
        "1,2\r\n3,4\r\n5,6\r\n",
        "<Root><L><A>1</A><B>2</B></L><L><A>3</A><B>4</B></L><T><C>5</C><D>6</D></T></Root>");

    [Fact]
    public Task PositionalTag_StaysInTheData() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            Record("H", "structure=\"positional\" tag_name=\"H1\" tag_offset=\"0\"",
                Field("Kind", "pos_offset=\"0\" pos_length=\"2\""), Field("V", "pos_offset=\"0\" pos_length=\"3\"")),
            RecordOf("D", Many, "structure=\"positional\" tag_name=\"D\" tag_offset=\"2\"",
                Field("V", "pos_offset=\"0\" pos_length=\"2\" justification=\"right\""),
                Field("W", "pos_offset=\"1\" pos_length=\"2\"")))),
        "H1abc\r\n 1Dx \r\n22Dyy\r\n",
        "<Root><H><Kind>H1</Kind><V>abc</V></H><D><V>1</V><W>x</W></D><D><V>22</V><W>yy</W></D></Root>");

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
    public Task RepeatingDelimiter_SeparatesOccurrences() => BothAsync(
        Schema("", Record("Root",
            Commas + Infix + "repeating_delimiter_type=\"char\" repeating_delimiter=\"~\"",
            Field("A"), Field("B", "", Many), Field("C"))),
        "1,2~3~4,5",
        "<Root><A>1</A><B>2</B><B>3</B><B>4</B><C>5</C></Root>");

    [Fact]
    public Task DefaultDelimiterAndOrder_ComeFromTheSchema() => BothAsync(
        Schema(
            "default_child_delimiter=\"0x3B\" child_delimiter_type=\"hex\" default_child_order=\"postfix\"",
            Record("Root", "child_delimiter_type=\"default\" child_order=\"default\"", Fields("A", "B"))),
        "1;2;",
        "<Root><A>1</A><B>2</B></Root>");

    [Fact]
    public Task Choice_IsDecidedByTagsOrByTrying() => BothAsync(
        Schema("", Record("Root", Lines + Postfix,
            "<xs:choice maxOccurs=\"unbounded\">"
                + Record("A", Commas + Prefix + "tag_name=\"A\"", Fields("V"))
                + Record("B", Bars + Infix, Fields("V", "W"))
                + Record("C", Commas + Infix, Fields("V", "W"))
                + "</xs:choice>")),
        "A,1\r\n2,3\r\n4|5\r\nA,6\r\n",
        "<Root><A><V>1</V></A><C><V>2</V><W>3</W></C><B><V>4</V><W>5</W></B><A><V>6</V></A></Root>");

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
    [InlineData(Infix, "1,2\r\n3,4\r\n5,6")]
    [InlineData(Infix, "1,2\r\n3,4\r\n5,6\r\n")]
    [InlineData(Postfix, "1,2\r\n3,4\r\n5,6\r\n")]
    [InlineData(Postfix, "1,2\r\n3,4\r\n5,6")]
    [InlineData(Prefix, "\r\n1,2\r\n3,4\r\n5,6")]
    public async Task OneRecordRoot_GivesAMessageForEachRecord(string order, string file)
    {
        string schema = Schema("allow_message_breakup_of_infix_root=\"true\"", Record(
            "Root", Lines + order, Record("L", Commas + Infix, Fields("A", "B"))));
        var (messages, failure) = await RunAsync(Disassembler(schema), Encoding.UTF8.GetBytes(file));
        Assert.Null(failure?.ToString());
        Assert.Equal(
            ["<Root><L><A>1</A><B>2</B></L></Root>", "<Root><L><A>3</A><B>4</B></L></Root>",
                "<Root><L><A>5</A><B>6</B></L></Root>"],
            messages);
    }

    [Theory]
    [InlineData("maxOccurs=\"1\"", "ERROR", 2)]
    [InlineData(Many, "ERROR", 1)]
    [InlineData(Many, "", 1)]
    [InlineData("maxOccurs=\"1\"", "", 2)]
    public async Task HeaderBodyAndTrailer(string occurs, string tag, int count)
    {
        string bar = "child_delimiter_type=\"char\" child_delimiter=\"|\" " + Infix;
        var package = new MemoryPackage()
            .Add("H.xsd", Schema("", Record("Header", Lines + Postfix, Fields("Location"))))
            .Add("T.xsd", Schema("", Record("Trailer", Lines + Postfix, Fields("BatchID"))))
            .Add("B.xsd", Schema("", Record("Body", Lines + Postfix, RecordOf(
                "Error", occurs, bar + $"tag_name=\"{tag}\"", Fields("ID", "Type", "Text")))));
        var options = new FlatFileOptions { Schema = "B.xsd", Header = "H.xsd", Trailer = "T.xsd" };
        var (messages, failure) = await RunAsync(
            Disassembler(package, options),
            Encoding.UTF8.GetBytes($"East Coast\r\n{tag}102|0|High\r\n{tag}16502|2|Low\r\n8675309\r\n"));
        Assert.Null(failure?.ToString());
        Assert.Equal(count, messages.Count);
        Assert.Contains("<ID>16502</ID><Type>2</Type><Text>Low</Text>", messages[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T|", "", 1_000_000, 16 << 20)]
    [InlineData("", "", 1_000_000, 16 << 20)]
    [InlineData("T|", Many, 200_000, 16 << 20)]
    [InlineData("", Many, 50_000, 16 << 20)]
    [InlineData("T|", "", 100_000, 300_000)]
    public async Task LongTrailers_AreRecognised(string tag, string occurs, int length, int valueCharacters)
    {
        string bar = "child_delimiter_type=\"char\" child_delimiter=\"|\" " + Infix;
        var package = new MemoryPackage()
            .Add("T.xsd", Schema("", Record("Trailer", Lines + Postfix, RecordOf(
                "Sum", occurs, tag.Length > 0 ? $"{bar}tag_name=\"{tag}\"" : bar, Fields("A", "B", "C")))))
            .Add("B.xsd", Schema("", Record("Body", Lines + Postfix, RecordOf("L", Many, bar, Fields("A", "B")))));
        string line = tag + (occurs.Length > 0 ? "a|b|c\r\n" : $"a|{new string('b', length)}|c\r\n");
        string trailer = occurs.Length > 0 ? string.Concat(Enumerable.Repeat(line, length / line.Length)) : line;
        string body = string.Concat(Enumerable.Repeat("12345|67890\r\n", 20_000));
        var (messages, failure) = await RunAsync(
            Disassembler(package, new FlatFileOptions { Schema = "B.xsd", Trailer = "T.xsd" }),
            Encoding.UTF8.GetBytes(body + trailer),
            limits: new PipelineLimits { ValueCharacters = valueCharacters });
        Assert.Null(failure?.ToString());
        Assert.Equal(20_000, Assert.Single(messages).Split("<L>").Length - 1);
    }

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

    [Theory]
    [InlineData("1,2\r\n\r\n\r\n")]
    [InlineData("1,2\r\n\u001a")]
    public async Task EmptyLinesAtTheEnd_AreNothing(string file) => Assert.Equal(
        "<Root><L><A>1</A><B>2</B></L></Root>",
        await ParseAsync(
            Schema("", Record("Root", Lines + Postfix, RecordOf("L", Many, Commas + Infix, Fields("A", "B")))), file));

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

    [Fact]
    public async Task ReferencesAndNamedTypes_AnnotationAtTheReferenceWins()
    {
        string line = Record("Line", Bars + Infix, Fields("A", "B"));
        string schema = Schemas.Of(
            "targetNamespace=\"urn:x\" xmlns=\"urn:x\"",
            "<xs:annotation><xs:appinfo><b:schemaInfo standard=\"Flat File\" /></xs:appinfo></xs:annotation>"
                + line.Replace("§", "", StringComparison.Ordinal)
                + "<xs:complexType name=\"T\"><xs:sequence>"
                + "<xs:element ref=\"Line\" maxOccurs=\"unbounded\"><xs:annotation><xs:appinfo><b:recordInfo "
                + "structure=\"delimited\" child_delimiter=\",\" child_delimiter_type=\"char\" "
                + "child_order=\"infix\" /></xs:appinfo></xs:annotation></xs:element></xs:sequence></xs:complexType>"
                + "<xs:element name=\"Root\" type=\"T\"><xs:annotation><xs:appinfo><b:recordInfo "
                + $"structure=\"delimited\" {Lines}{Postfix} /></xs:appinfo></xs:annotation></xs:element>");
        await BothAsync(
            schema,
            "1,2\r\n3,4\r\n",
            "<Root xmlns=\"urn:x\"><Line><A xmlns=\"\">1</A><B xmlns=\"\">2</B></Line><Line><A xmlns=\"\">3</A>"
                + "<B xmlns=\"\">4</B></Line></Root>");
    }

    [Theory]
    [InlineData("<xs:element name='Root' type='T'/><xs:complexType name='T'><xs:sequence><xs:element name='T' type='T' "
        + "minOccurs='0'/></xs:sequence></xs:complexType>", "contains itself")]
    [InlineData("<xs:element name='Root' type='xs:string'/>", "no record")]
    [InlineData("<xs:complexType name='T'/>", "declares no element")]
    public void BadSchemas_AreRefused(string content, string text)
    {
        var e = Assert.Throws<Viaduct.Core.Pipelines.ComponentConfigurationException>(
            () => Disassembler(Schemas.Of("", content)));
        Assert.Contains(text, e.Message, StringComparison.Ordinal);
    }
}
