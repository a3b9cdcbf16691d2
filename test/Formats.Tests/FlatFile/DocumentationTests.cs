using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>The worked examples of BizTalk's documentation.</summary>
public class DocumentationTests
{
    private const string Optional = "minOccurs=\"0\"";

    private static string Items => Schema("", Record(
        "items",
        "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\" tag_name=\"ITEMS\"",
        RecordOf(
            "item",
            "maxOccurs=\"unbounded\"",
            "child_delimiter=\"|\" child_delimiter_type=\"char\" child_order=\"infix\" tag_name=\"ITEM\"",
            Attribute("partNum"),
            Field("productName"),
            Field("quantity"),
            Field("USPrice"),
            Field("powerSource"),
            Field("shipDate", occurs: Optional))));

    [Fact]
    public Task DelimitedRecords() => BothAsync(
        Items,
        "ITEMS,ITEM872-AA|Lawnmower|1|148.95|Electric-120vac,ITEM926-AA|Baby Monitor|1|39.98|Electric-4AA|2004-01-21",
        "<items><item partNum=\"872-AA\"><productName>Lawnmower</productName><quantity>1</quantity><USPrice>148.95"
            + "</USPrice><powerSource>Electric-120vac</powerSource></item><item partNum=\"926-AA\"><productName>Baby "
            + "Monitor</productName><quantity>1</quantity><USPrice>39.98</USPrice><powerSource>Electric-4AA"
            + "</powerSource><shipDate>2004-01-21</shipDate></item></items>");

    [Fact]
    public Task PositionalRecords() => BothAsync(
        Schema("", Record(
            "shipTo",
            "structure=\"positional\"",
            Attribute("country", "pos_length=\"10\" pos_offset=\"0\" justification=\"left\""),
            Field("name", "pos_length=\"20\" pos_offset=\"0\""),
            Field("street", "pos_length=\"20\" pos_offset=\"0\""),
            Field("city", "pos_length=\"15\" pos_offset=\"0\""),
            Field("state", "pos_length=\"2\" pos_offset=\"0\""),
            Field("zip", "pos_length=\"5\" pos_offset=\"1\""))),
        "US        Alice Smith         123 Maple Street    Mill Valley    CA 90952",
        "<shipTo country=\"US\"><name>Alice Smith</name><street>123 Maple Street</street><city>Mill Valley</city>"
            + "<state>CA</state><zip>90952</zip></shipTo>");

    [Fact]
    public Task FieldPositions() => BothAsync(
        Schema("", Record(
            "Root",
            "structure=\"positional\"",
            Field("Field1", "pos_offset=\"0\" pos_length=\"6\" justification=\"left\""),
            Field("Field2", "pos_offset=\"0\" pos_length=\"4\" pad_char=\"*\" pad_char_type=\"char\" "
                + "justification=\"right\""),
            Field("Field3", "pos_offset=\"2\" pos_length=\"6\" pad_char=\"0x2A\" pad_char_type=\"hex\" "
                + "justification=\"left\""),
            Field("Field4", "pos_offset=\"4\" pos_length=\"6\" justification=\"right\""))),
        "abc   **12345678**skip  here",
        "<Root><Field1>abc</Field1><Field2>12</Field2><Field3>5678</Field3><Field4>here</Field4></Root>",
        "abc   **12  5678**      here");

    [Fact]
    public Task EscapeCharacters() => BothAsync(
        Escaped("Field1", "Field2"),
        "RECORD1,testfield1\\,testfield1,testfield2",
        "<Record1><Field1>testfield1,testfield1</Field1><Field2>testfield2</Field2></Record1>");

    [Theory]
    [InlineData("abc\\d", "abcd")]
    [InlineData("abc\\\\d", "abc\\d")]
    [InlineData("abc\\\\\\d", "abc\\d")]
    [InlineData("abc\\", "abc")]
    public async Task ParsingEscapeCharacters(string data, string value) => Assert.Equal(
        $"<Record1><Field1>{value}</Field1></Record1>", await ParseAsync(Escaped("Field1"), "RECORD1," + data));

    [Fact]
    public async Task MisplacedDelimitersAreData() => Assert.Equal(
        "<Record><Field1>Field1</Field1><Field2>Field,2</Field2></Record>",
        await ParseAsync(
            Schema("", Record(
                "Record",
                "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\" tag_name=\"Record\"",
                Fields("Field1", "Field2"))),
            "Record,Field1,Field,2"));

    [Fact]
    public Task WrapCharacters() => BothAsync(
        Wrapped,
        "RECORD1#field1#,#field2#,#field3#",
        "<Record1><Field1>field1</Field1><Field2>field2</Field2><Field3>field3</Field3></Record1>");

    [Fact]
    public Task WrapCharactersInData() => BothAsync(
        Wrapped,
        "RECORD1#fie\\#ld1#,#fie,ld2#,#field3#",
        "<Record1><Field1>fie#ld1</Field1><Field2>fie,ld2</Field2><Field3>field3</Field3></Record1>");

    [Theory]
    [InlineData("true", "false", "Rec,,,Val,,")]
    [InlineData("false", "true", "Rec,Val")]
    [InlineData("true", "true", "Rec,,,Val")]
    [InlineData("false", "false", "Rec,Val,,")]
    public async Task DelimiterPreservationAndSuppression(string preserve, string suppress, string file)
    {
        // The page says infix; what it shows is prefix.
        string schema = Schema("", Record(
            "MyRec",
            $"child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\" tag_name=\"Rec\" "
                + $"preserve_delimiter_for_empty_data=\"{preserve}\" suppress_trailing_delimiters=\"{suppress}\"",
            [.. Enumerable.Range(1, 5).Select(i => Field($"FieldElem{i}", occurs: Optional))]));
        Assert.Equal(file, await WriteAsync(
            schema,
            "<MyRec><FieldElem1 /><FieldElem2 /><FieldElem3>Val</FieldElem3><FieldElem4 /><FieldElem5 /></MyRec>"));
    }

    [Theory]
    [InlineData("speed", "<Root><Field1>1</Field1><Field2>2</Field2><Field3>3</Field3><Field4>4</Field4></Root>")]
    [InlineData("complexity", "<Root><Field1>1</Field1><Field2>2</Field2><Record><Field5>3</Field5><Field6>4</Field6>"
        + "</Record></Root>")]
    public async Task ParsingModes(string mode, string xml) => Assert.Equal(xml, await ParseAsync(
        Schema($"parser_optimization=\"{mode}\"", Record(
            "Root",
            "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\"",
            [
                .. Enumerable.Range(1, 4).Select(i => Field($"Field{i}", occurs: Optional)),
                Record(
                    "Record",
                    "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"infix\"",
                    Fields("Field5", "Field6")),
            ])),
        ",1,2,3,4"));

    [Fact]
    public async Task MinimumLength()
    {
        string schema = Schema("", Record(
            "Root",
            "child_delimiter=\";\" child_delimiter_type=\"char\" child_order=\"infix\"",
            Field("Left", "min_length_with_pad=\"5\" pad_char=\"_\" pad_char_type=\"char\""),
            Field("Right", "min_length_with_pad=\"5\" pad_char=\"0\" pad_char_type=\"char\" justification=\"right\""),
            Field("Long", "min_length_with_pad=\"3\"")));
        await BothAsync(
            schema, "ab___;00012;abcdef", "<Root><Left>ab</Left><Right>12</Right><Long>abcdef</Long></Root>");
    }

    private static string Escaped(params string[] fields) => Schema("", Record(
        "Record1",
        "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"prefix\" escape_char=\"\\\" "
            + "escape_char_type=\"char\" tag_name=\"RECORD1\"",
        Fields(fields)));

    private static string Wrapped => Schema("", Record(
        "Record1",
        "child_delimiter=\",\" child_delimiter_type=\"char\" child_order=\"infix\" escape_char=\"\\\" "
            + "escape_char_type=\"char\" tag_name=\"RECORD1\"",
        [.. Enumerable.Range(1, 3).Select(i => Field($"Field{i}", "wrap_char=\"#\" wrap_char_type=\"char\""))]));
}
