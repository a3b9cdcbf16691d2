using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>A bad record in a file of many messages is suspended alone, if the next one can be found.</summary>
public class RecoverableTests
{
    private const string Lines = "child_delimiter_type=\"hex\" child_delimiter=\"0xD 0xA\" ";
    private const string Commas = "child_delimiter_type=\"char\" child_delimiter=\",\" child_order=\"infix\" ";
    private const string Postfix = Lines + "child_order=\"postfix\"";
    private const string Positional = "structure=\"positional\"";
    private const string Quoted = "wrap_char_type=\"char\" wrap_char=\"&quot;\"";
    private const string Dated = "datetime_format=\"ddMMyyyy\"";

    private static readonly FlatFileOptions Options = new() { Schema = Flat.Path, Recoverable = true };

    private static readonly string Csv =
        Schema("", Record("R", Postfix, Record("L", Commas, Fields("A", "B"))));

    private static readonly string QuotedCsv = Schema("", Record("R", Postfix, Record(
        "L", Commas, Field("A", Dated, type: "xs:date"), Field("B", Quoted), Field("C", Quoted))));

    private static readonly string Batches = Schema("", Record("R", Postfix,
        Record("H", Commas + "tag_name=\"H\"", Fields("A")),
        RecordOf("L", "minOccurs=\"0\" maxOccurs=\"unbounded\"", Commas + "tag_name=\"L\"", Fields("A", "B"))));

    private static readonly string Untagged = Schema("", Record("R", Postfix,
        Record("H", Commas, Fields("A")), Record("L", Commas, Fields("A", "B"))));

    private static readonly string Fixed = Schema("", Record("R", Positional,
        Field("A", "pos_offset=\"0\" pos_length=\"2\""), Field("D", $"pos_length=\"8\" {Dated}", type: "xs:date")));

    /// <summary>A schema, a file, and its parts: good ones by their values, bad ones by their bytes.</summary>
    public static readonly TheoryData<string, string, string[]> Files = new()
    {
        { Csv, "1,2\r\n3\r\n5,6\r\n", ["1 2", "!3\r\n", "5 6"] },
        { Csv, "1\r\n2\r\n5,6\r\n7", ["!1\r\n", "!2\r\n", "5 6", "!7"] },
        { Csv, "1,2\r\n\r\n5,6\r\n\r\n\r\n", ["1 2", "!\r\n", "5 6"] },
        { Csv, "é,2\r\né\r\n😀,6\r\n😀\r\n", ["é 2", "!é\r\n", "😀 6", "!😀\r\n"] },
        {
            Schema("", Record("R", Lines + "child_order=\"prefix\"", Record("L", Commas, Fields("A", "B")))),
            "\r\n1,2\r\n3\r\n5,6", ["1 2", "!\r\n3", "5 6"]
        },
        {
            Schema("allow_message_breakup_of_infix_root=\"true\"", Record(
                "R", Lines + "child_order=\"infix\"", Record("L", Commas, Fields("A", "B")))),
            "1,2\r\n3\r\n5,6\r\n7", ["1 2", "!3", "5 6", "!7"]
        },
        { QuotedCsv, "01022024,\"a\r\nb\",c\r\nx,\"d\r\n01022024,e,f\",g\r\n01022024,h,i\r\n",
            ["2024-02-01 a\r\nb c", "!x,\"d\r\n01022024,e,f\",g\r\n", "2024-02-01 h i"] },
        { QuotedCsv, "01022024,\"a\r\n01022024,b\"x,c\r\n01022024,d,e\r\n",
            ["!01022024,\"a\r\n01022024,b\"x,c\r\n", "2024-02-01 d e"] },
        { QuotedCsv, "01022024,a,b\r\n01022024,\"c,d\r\n01022024,e,f\r\n",
            ["2024-02-01 a b", "!01022024,\"c,d\r\n01022024,e,f\r\n"] },
        { Batches, "H1\r\nL1,2\r\nH2\r\nL1\r\nL2,3\r\nH3\r\nX\r\nL4,5\r\nH4\r\n",
            ["1 1 2", "!H2\r\nL1\r\nL2,3\r\n", "3", "!X\r\nL4,5\r\n", "4"] },
        { Untagged, "1\r\n2,3\r\n4\r\n5\r\n6\r\n7,8\r\n", ["1 2 3", "!4\r\n5\r\n6\r\n7,8\r\n"] },
        {
            Schema("count_positions_by_byte=\"true\"", Record(
                "R", Positional + " tag_name=\"a\"", Field("A", "pos_length=\"1\""))),
            "a1aéa", ["a", "!1", "a", "!éa"]
        },
        { Fixed, "AA01022024BBxxxxxxxxCC03022024DD", ["AA 2024-02-01", "!BBxxxxxxxx", "CC 2024-02-03", "!DD"] },
        {
            Schema("", Record("R", Postfix, Record("L", Positional,
                Field("A", "pos_length=\"3\""), Field("B", "pos_length=\"2\"")))),
            "aaabb\r\nccc\r\ndddee\r\n", ["aaa bb", "!ccc\r\n", "ddd ee"]
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Disassemble_BadRecords_AreSuspendedAlone(string schema, string file, string[] parts)
    {
        foreach (int piece in new[] { 0, 1, 3 })
        {
            var items = await RunAsync(schema, Encoding.UTF8.GetBytes(file), piece);
            Assert.All(items, item => Assert.True(item.Recoverable));
            Assert.Equal(parts, items.Select(Shown));
        }
    }

    [Fact]
    public async Task Disassemble_BadRecord_NamesItsPlaceAndTheFault()
    {
        var items = await RunAsync(Csv, Encoding.UTF8.GetBytes("1,2\r\nabc\r\n5,6\r\n"));
        Assert.Equal("line 2, column 4, byte 8, record L, field B", items[1].Failure!.Place!.ToString());
        Assert.StartsWith(
            "Part 2 of the file, from line 2, column 1, byte 5 on: Expected ',' and the field B; found '{CR}{LF}",
            items[1].Failure!.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["line 1, column 1, byte 0", "line 2, column 1, byte 5", "line 3, column 1, byte 10"],
            items.Select(item => item.Message!.Context[XmlProperties.PartPlace].Text));
    }

    [Fact]
    public async Task Disassemble_NextRecordUnknown_SuspendsTheRestAndSaysWhy()
    {
        var items = await RunAsync(Untagged, Encoding.UTF8.GetBytes("1\r\n2,3\r\n4\r\n5\r\n"));
        Assert.Equal(2, items.Count);
        Assert.EndsWith(
            "cannot be told, for the record R has several parts and does not begin with a tag of its own: all from "
                + "line 3, column 1, byte 8 on is suspended as one part.",
            items[1].Failure!.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disassemble_NextRecordUnknownInTheFirst_SuspendsTheWholeFile()
    {
        var item = Assert.Single(await RunAsync(Untagged, Encoding.UTF8.GetBytes("1\r\n2\r\n")));
        Assert.Equal((null, false), (item.Message, item.Recoverable));
        Assert.EndsWith("it is suspended as a whole.", item.Failure!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disassemble_BytesThatAreNoCharacters_SuspendTheRest()
    {
        byte[] file = [.. "1,2\r\n3,"u8, 0xE9, .. "\r\n5,6\r\n"u8];
        foreach (int piece in new[] { 0, 1 })
        {
            var items = await RunAsync(Csv, file, piece);
            Assert.Equal(2, items.Count);
            Assert.Equal(file[5..], items[1].Message!.Bytes());
            Assert.Equal("line 2, column 3, byte 7", items[1].Failure!.Place!.ToString());
        }
    }

    [Fact]
    public async Task Disassemble_InvalidValueOrLongPromotion_SuspendsTheRecordAlone()
    {
        string schema = Schema("", Record("R", Postfix, Record(
            "L", Commas, Field("A", type: "xs:int"), Field("B", Quoted))));
        var items = await RunAsync(
            schema, "1,a\r\nx,\"b\r\nb\"\r\n3,c\r\n"u8.ToArray(), options: Options with { Validate = true });
        Assert.Equal(["1 a", "!x,\"b\r\nb\"\r\n", "3 c"], items.Select(Shown));
        Assert.Equal(FailureCodes.Invalid, items[1].Failure!.Code);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("windows-1252")]
    public async Task Disassemble_OtherEncodings_CutsTheRightBytes(string charset)
    {
        var encoding = Viaduct.Formats.Xml.Reading.Charsets.Find(charset)!;
        byte[] file = [.. encoding.GetPreamble(), .. encoding.GetBytes("é,2\r\né\r\n5,6\r\n")];
        var items = await RunAsync(Csv, file, 1, Options with { Charset = charset });
        Assert.Equal(3, items.Count);
        Assert.Equal("é\r\n", encoding.GetString(items[1].Message!.Bytes()));
    }

    [Fact]
    public async Task Disassemble_ManyBadRecordsInALargeFile_KeepsAllBytesInOrder()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) text.Append(i % 3 == 0 ? $"bad{i}é\r\n" : $"{i},😀é\r\n");
        byte[] file = Encoding.UTF8.GetBytes(text.ToString());
        var items = await RunAsync(Csv, file, 1000);
        Assert.Equal(20_000, items.Count);
        Assert.Equal(Enumerable.Range(0, 20_000).Where(i => i % 3 == 0).Select(i => $"!bad{i}é\r\n"),
            items.Where(item => item.Failure is not null).Select(Shown));
    }

    [Fact]
    public async Task Disassemble_HeaderAndTrailer_StayOutOfThePart_WhichIsReadWithoutThem()
    {
        var package = new MemoryPackage()
            .Add("H.xsd", Schema("", Record("Header", Postfix, Fields("Place"))))
            .Add("T.xsd", Schema("", Record("Trailer", Postfix, Record("T", Commas + "tag_name=\"T\"", Fields("Sum")))))
            .Add("B.xsd", Csv);
        var disassembler = Disassembler(package, new FlatFileOptions
        {
            Schema = "B.xsd", Header = "H.xsd", Trailer = "T.xsd", Recoverable = true, PreserveHeader = true,
        });
        var items = await disassembler.AllAsync(Documents.Message("\uFEFFHere\r\n1,2\r\n3\r\n5,é\r\nT7\r\n"));
        Assert.Equal(["1 2", "!3\r\n", "5 é"], items.Select(Shown));

        var part = items[1].Message!;
        part.Body = Core.Messages.Body.From("3,é\r\n"u8.ToArray());
        var resumed = await disassembler.GoodAsync(part);
        Assert.Equal("<R><L><A>3</A><B>é</B></L></R>", resumed.Text());
        Assert.Equal("<Header><Place>Here</Place></Header>", resumed.Context[FlatFileProperties.HeaderDocument].Text);
        Assert.Equal(resumed.Text(), (await disassembler.GoodAsync(resumed)).Text());

        items = await disassembler.AllAsync(Documents.Message("Here\r\n1,2\r\n3,4\r\n"));
        Assert.Equal(["1 2", "3 4", "!"], items.Select(Shown));
        Assert.Contains("the trailer", items[2].Failure!.Text, StringComparison.Ordinal);
    }

    private static Task<List<DisassembledItem>> RunAsync(
        string schema, byte[] file, int piece = 0, FlatFileOptions? options = null)
    {
        var message = Documents.Message(file);
        if (piece > 0) message.Body = StreamedBody.InPieces(file, piece);
        return Disassembler(schema, options ?? Options).AllAsync(message);
    }

    private static string Shown(DisassembledItem item) => item.Failure is not null
        ? "!" + item.Message!.Text()
        : string.Join(' ', System.Xml.Linq.XElement.Parse(item.Message!.Text()).Descendants()
            .Where(element => !element.HasElements).Select(element => element.Value));
}
