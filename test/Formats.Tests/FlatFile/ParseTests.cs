using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>What real schemas do, in small; each file comes back from its XML.</summary>
public class ParseTests
{
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
}
