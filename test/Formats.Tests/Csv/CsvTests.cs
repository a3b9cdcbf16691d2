using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Csv;

/// <summary>Files of values become XML by the names of their columns, and the way back gives the same file.</summary>
public class CsvTests
{
    /// <summary>A file as it is written, and its rows.</summary>
    public static readonly TheoryData<string, string> Files = new()
    {
        { "a,b\r\n1,2\r\n3,4\r\n", "<R><a>1</a><b>2</b></R><R><a>3</a><b>4</b></R>" },
        { "a,b\r\n", "" },
        { "a,b\r\n,\r\n", "<R><a /><b /></R>" },
        { "a\r\n\"\"\r\nx\r\n", "<R><a /></R><R><a>x</a></R>" },
        { "a,b\r\n\"x,y\",\"a \"\"b\"\"\"\r\n", "<R><a>x,y</a><b>a \"b\"</b></R>" },
        { "a,b\r\n\"1\r\n2\",\"3\n4\"\r\n", "<R><a>1&#xD;\n2</a><b>3\n4</b></R>" },
        { "a,b\r\n é , 😀\r\n", "<R><a> é </a><b> 😀</b></R>" },
        { "a b,\"c,d\",1\r\n=1+2,<&>,'\r\n",
            "<R><a_x0020_b>=1+2</a_x0020_b><c_x002C_d>&lt;&amp;&gt;</c_x002C_d><_x0031_>'</_x0031_></R>" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_BecomesXml_AndComesBack(string file, string rows)
    {
        foreach (int piece in new[] { 0, 1, 5 })
        {
            string xml = await CsvFiles.XmlOfAsync(file, null, piece);
            Assert.Equal(rows.Length == 0 ? "<F />" : $"<F>{rows}</F>", xml);
            if (rows.Length == 0) continue;
            Assert.Equal(file, await CsvFiles.FileOfAsync(xml));
        }
    }

    [Theory]
    [InlineData("\uFEFFa,b\n1,2\n\n3,4", "1 2|3 4")]
    [InlineData("a,b\r1,2\r\r3,4\r", "1 2|3 4")]
    [InlineData("\r\n\r\na,b\r\n\r\n\"1\",\"2\"\r\n\"\",\"\"\"\"\r\n", "1 2| \"")]
    [InlineData(" a ,\"b\"\n1,2", "1 2")]
    public async Task Rows_BecomeMessages(string file, string expected)
    {
        foreach (int piece in new[] { 0, 1, 3 })
        {
            var items = await CsvFiles.Disassembler().AllAsync(CsvFiles.Message(file, piece));
            Assert.Equal(expected.Split('|'), items.Select(Shown));
            Assert.All(items, item => Assert.Equal("R", item.Message!.Context[SystemProperties.MessageType].Text));
        }
    }

    [Fact]
    public async Task Options_ChangeDelimiterQuoteEncodingAndColumns()
    {
        var options = new CsvOptions
        {
            Record = "R", Namespace = "urn:r", Header = false, Columns = ["x", "y"], Delimiter = "tab", Quote = "'",
            Charset = "windows-1252",
        };
        byte[] file = [.. "1\t'\t'''\r\n"u8, 0xE9, .. "\t\"\r\n"u8];
        var items = await CsvFiles.Disassembler(options).AllAsync(CsvFiles.Message(file));
        Assert.Equal(
            [
                "<ns0:R xmlns:ns0=\"urn:r\"><x>1</x><y>\t'</y></ns0:R>",
                "<ns0:R xmlns:ns0=\"urn:r\"><x>é</x><y>\"</y></ns0:R>",
            ],
            items.Select(item => item.Message!.Text()));
        Assert.Equal("urn:r#R", items[0].Message!.Context[SystemProperties.MessageType].Text);
        Assert.Equal("windows-1252", items[0].Message!.Context[XmlProperties.SourceCharset].Text);
        items = await CsvFiles.Disassembler(CsvFiles.Rows with { Columns = ["x", "y"] })
            .AllAsync(CsvFiles.Message("a,b\n1,2\n"));
        Assert.Equal("<R><x>1</x><y>2</y></R>", Assert.Single(items).Message!.Text());
    }

    [Fact]
    public async Task Columns_ArePromoted()
    {
        var total = PropertyKey.Get("urn:p", "Total");
        var id = PropertyKey.Get("urn:p", "Id");
        ConfiguredPromotion[] promotions =
        [
            new("urn:r#R", "Total net", total, PropertyValueKind.Number) { Form = PromotionForm.Column },
            new("urn:r#R", "/R/Id", id, PropertyValueKind.String),
        ];
        var options = CsvFiles.Rows with { Namespace = "urn:r" };
        var items = await CsvFiles.Disassembler(options, promotions)
            .AllAsync(CsvFiles.Message("Id,Total net\n1,17.5\n2,18\n"));
        Assert.Equal([17.5m, 18m], items.Select(item => item.Message!.Context[total].Number));
        Assert.Equal(["1", "2"], items.Select(item => item.Message!.Context[id].Text));
        var failure = (await CsvFiles.Disassembler(options, promotions)
            .AllAsync(CsvFiles.Message("Id,Total net\n1,17.5\n2,x\n")))[^1].Failure!;
        Assert.Equal((FailureCodes.Invalid, 3), (failure.Code, (int)failure.Place!.Line!));
    }

    /// <summary>A bad file, a part of the text of the failure, and its place.</summary>
    public static readonly TheoryData<string, string, string> Bad = new()
    {
        { "a,b\n1\n", "Expected 2 values; found 1", "line 2, column 1, byte 4, field b" },
        { "a,b,c\n1,\"é\n\"\n", "Expected 3 values; found 2", "line 2, column 3, byte 8, field c" },
        { "a,b\n1,2,3\n", "Expected 2 values; found 3", "line 2, column 5, byte 8" },
        { "a,b\n1,\"2\n\",3\n", "Expected 2 values; found 3", "line 3, column 3, byte 11" },
        { "a,b\n1,2\n\"3\"x,4\n", "Expected the delimiter or the end of the line behind the closing quote; found 'x,4",
            "line 3, column 4, byte 11" },
        { "a,b\n1,2\"\n", "Expected no quote inside of a value without quotes", "line 2, column 4, byte 7" },
        { "a,b\n1,\"2\n3,4\n", "Expected the closing quote of the value; found the end of the file",
            "line 4, column 1" },
        { "a,,c\n1,2,3\n", "Column 2 of 3 has no name", "line 1, column 3, byte 2" },
        { "a,b,a\n1,2,3\n", "Columns 1 and 3 are both called 'a'", "line 1, column 5, byte 4" },
        { "a,b\n1,\u0001\n", "has the character U+0001", "line 2, column 3, byte 6, record R, field b" },
        { "a\"b\n1\n", "Expected no quote inside", "line 1, column 2, byte 1" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task File_ThatIsBad_IsRefusedWithItsPlace(string file, string why, string place)
    {
        foreach (int piece in new[] { 0, 1 })
        {
            var failure = await CsvFiles.Disassembler(CsvFiles.Whole).BadAsync(CsvFiles.Message(file, piece));
            Assert.Equal(FailureCodes.BadInput, failure.Code);
            Assert.Contains(why, failure.Text, StringComparison.Ordinal);
            Assert.StartsWith(place, failure.Place!.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>A file and its parts: good ones by their values, bad ones by their bytes.</summary>
    public static readonly TheoryData<string, string[]> Recovered = new()
    {
        { "a,b\n1,2\n3\n5,6\n", ["1 2", "!a,b\r\n3\n", "5 6"] },
        { "a,b\n1\n\n2,\"x\"y\n3,4", ["!a,b\r\n1\n", "!a,b\r\n2,\"x\"y\n", "3 4"] },
        { "\uFEFFa,\"b,c\"\n1,\u0002\n3,é\n", ["!\uFEFFa,\"b,c\"\r\n1,\u0002\n", "3 é"] },
        { "a,b\n1,2\n3,\"4\n5,6\n", ["1 2", "!a,b\r\n3,\"4\n5,6\n"] },
    };

    [Theory]
    [MemberData(nameof(Recovered))]
    public async Task BadRows_AreSuspendedAlone_AndReadAgainWithTheirHeader(string file, string[] parts)
    {
        var disassembler = CsvFiles.Disassembler(CsvFiles.Rows with { Recoverable = true });
        foreach (int piece in new[] { 0, 1, 4 })
        {
            var items = await disassembler.AllAsync(CsvFiles.Message(file, piece));
            Assert.All(items, item => Assert.True(item.Recoverable));
            Assert.Equal(parts, items.Select(item => item.Failure is null ? Shown(item) : "!" + item.Message!.Text()));
            var bad = items.First(item => item.Failure is not null);
            Assert.StartsWith("Part ", bad.Failure!.Text, StringComparison.Ordinal);
            var again = await disassembler.AllAsync(bad.Message!);
            Assert.All(again, item => Assert.NotNull(item.Failure));
            var good = items.First(item => item.Failure is null);
            Assert.Same(good.Message, Assert.Single(await disassembler.AllAsync(good.Message!)).Message);
        }
    }

    [Fact]
    public async Task BytesThatAreNoCharacters_SuspendTheirRowAlone()
    {
        byte[] file = [.. "a,b\n1,"u8, 0xC3, .. "2\n3,4\n"u8, 0xFF];
        foreach (int piece in new[] { 0, 1 })
        {
            var items = await CsvFiles.Disassembler(CsvFiles.Rows with { Recoverable = true })
                .AllAsync(CsvFiles.Message(file, piece));
            Assert.Equal(3, items.Count);
            Assert.Equal([.. "a,b\r\n1,"u8, 0xC3, .. "2\n"u8], items[0].Message!.Bytes());
            Assert.Equal("3 4", Shown(items[1]));
            Assert.Equal("line 4, column 1, byte 13", items[2].Failure!.Place!.ToString());
        }
    }

    [Fact]
    public async Task OneBadRow_SuspendsTheWholeFile_IfNotRecoverable()
    {
        var items = await CsvFiles.Disassembler().AllAsync(CsvFiles.Message("a,b\n1,2\n3\n"));
        Assert.Equal((2, false), (items.Count, items[^1].Recoverable));
        Assert.StartsWith("Part 2 of the file: Expected 2 values", items[^1].Failure!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("\uFEFF")]
    public async Task File_OfNothing_IsRefused(string file) => Assert.Equal(
        FailureCodes.EmptyInput, (await CsvFiles.Disassembler().BadAsync(CsvFiles.Message(file))).Code);

    [Fact]
    public async Task Limits_AreKept()
    {
        var context = new RunContext(new PipelineLimits { ValueCharacters = 10_000 });
        var failure = (await CsvFiles.Disassembler().AllAsync(
            CsvFiles.Message($"a\n\"{new string('x', 20_000)}\"\n", 777), context))[^1].Failure!;
        Assert.Equal(FailureCodes.Limit, failure.Code);
        failure = (await CsvFiles.Disassembler(CsvFiles.Rows with { Header = false, Columns = ["a"] })
            .AllAsync(CsvFiles.Message(new string(',', 20_000))))[^1].Failure!;
        Assert.Equal(FailureCodes.Limit, failure.Code);
    }

    /// <summary>A document, the options, and the file.</summary>
    public static readonly TheoryData<string, CsvAssembleOptions, string> Written = new()
    {
        { "<R><a>1</a></R>", new CsvAssembleOptions { Record = "R" }, "a\r\n1\r\n" },
        { "<F><R><a>1</a></R><R><a>2</a></R></F>",
            new CsvAssembleOptions { Record = "R", Header = false, LineEnd = CsvLineEnd.Lf }, "1\n2\n" },
        { "<F>\n <R>\n <a>1</a>\n <b>2</b>\n </R>\n <R>\n <b>4</b>\n </R>\n</F>\n",
            new CsvAssembleOptions { Record = "R" }, "a,b\r\n1,2\r\n,4\r\n" },
        { "<F><R><b>2</b></R></F>", new CsvAssembleOptions { Record = "R", Columns = ["a", "b"], Delimiter = ";" },
            "a;b\r\n;2\r\n" },
        { "<F />", new CsvAssembleOptions { Record = "R", Columns = ["a", "b"] }, "a,b\r\n" },
        { "<F />", new CsvAssembleOptions { Record = "R" }, "" },
        { "<n:F xmlns:n=\"u\"><n:R><n:a>1<!-- x -->2</n:a></n:R></n:F>", new CsvAssembleOptions { Record = "R" },
            "a\r\n12\r\n" },
        { "<R><a>x\"y</a><b>'z'</b></R>", new CsvAssembleOptions { Record = "R", Quote = "'", Bom = true },
            "\uFEFFa,b\r\nx\"y,'''z'''\r\n" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Document_BecomesAFile(string xml, CsvAssembleOptions options, string file) =>
        Assert.Equal(file, await CsvFiles.FileOfAsync(xml, options));

    [Theory]
    [InlineData("<F><X><a>1</a></X></F>", "The element X is no row")]
    [InlineData("<R><a><b>1</b></a></R>", "has elements in it")]
    [InlineData("<R id=\"1\"><a>1</a></R>", "The attribute id is no column")]
    [InlineData("<R>x<a>1</a></R>", "A text stands beside columns")]
    [InlineData("<R><a>1</a><a>2</a></R>", "has the column 'a' twice")]
    [InlineData("<F><R><a>1</a></R><R><b>2</b></R></F>", "has the column 'b', and the columns are a")]
    [InlineData("<F><R /></F>", "The first row has no columns")]
    public async Task Document_ThatHasNoRows_IsRefused(string xml, string why)
    {
        var failure = await CsvFiles.Assembler().RunAsync(Documents.Message(xml), new RunContext(), default);
        Assert.Equal(FailureCodes.Invalid, failure!.Code);
        Assert.Contains(why, failure.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encoding_IsWrittenOrRefused()
    {
        var message = Documents.Message("<R><a>é</a></R>");
        var options = new CsvAssembleOptions { Record = "R", Charset = "windows-1252", Header = false };
        Assert.Null(await CsvFiles.Assembler(options).RunAsync(message, new RunContext(), default));
        Assert.Equal([0xE9, .. "\r\n"u8], message.Bytes());
        Assert.Equal("text/csv; charset=windows-1252; header=absent", message.ContentType);
        var failure = await CsvFiles.Assembler(options).RunAsync(
            Documents.Message("<R><a>😀</a></R>"), new RunContext(), default);
        Assert.Contains("U+", failure!.Text, StringComparison.Ordinal);
        failure = await CsvFiles.Assembler(options with { Quote = "" }).RunAsync(
            Documents.Message("<R><a>1,2</a></R>"), new RunContext(), default);
        Assert.Contains("there are no quotes", failure!.Text, StringComparison.Ordinal);
    }

    /// <summary>Options that cannot be used, and what is said.</summary>
    public static readonly TheoryData<CsvOptions, string> BadOptions = new()
    {
        { new CsvOptions { Record = "a b" }, "the record 'a b' cannot be the name of an element" },
        { new CsvOptions { Record = "" }, "cannot be the name of an element" },
        { new CsvOptions { Record = "R", Root = "1" }, "the root '1'" },
        { new CsvOptions { Record = "R", Header = false }, "columns names no columns" },
        { new CsvOptions { Record = "R", Root = "F", Recoverable = true }, "all rows are one message" },
        { new CsvOptions { Record = "R", Delimiter = ",," }, "is not one character" },
        { new CsvOptions { Record = "R", Quote = "," }, "or it is the delimiter" },
        { new CsvOptions { Record = "R", Columns = ["a", "a"] }, "are both called 'a'" },
        { new CsvOptions { Record = "R", Charset = "x" }, "the charset 'x' is not known" },
    };

    [Theory]
    [MemberData(nameof(BadOptions))]
    public void Options_ThatCannotBeUsed_AreRefused(CsvOptions options, string why) => Assert.Contains(
        why, Assert.Throws<ComponentConfigurationException>(() => CsvFiles.Disassembler(options)).Message,
        StringComparison.Ordinal);

    private static string Shown(DisassembledItem item)
    {
        Assert.Null(item.Failure?.ToString());
        return string.Join(' ', System.Xml.Linq.XElement.Parse(item.Message!.Text()).Elements().Select(e => e.Value));
    }
}
