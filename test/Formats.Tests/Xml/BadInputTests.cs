using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Xml;

public class BadInputTests
{
    private const string Lol = "<!DOCTYPE a [<!ENTITY l0 \"lol\"><!ENTITY l1 \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\">"
        + "<!ENTITY l2 \"&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;\">]><a>&l2;</a>";

    public static readonly TheoryData<string, string, string, string> Malformed = new()
    {
        // What, document, code, part of the answer
        { "nothing", "", FailureCodes.EmptyInput, "no bytes" },
        { "white space only", " \n\t ", FailureCodes.BadInput, "no root element" },
        { "a byte order mark only", "\uFEFF", FailureCodes.BadInput, "no root element" },
        { "a declaration only", "<?xml version='1.0'?>", FailureCodes.BadInput, "no root element" },
        { "two roots", "<a/>\n<b/>", FailureCodes.BadInput, "line 2, column 2: The document has more than one root" },
        { "text behind", "<a/>x", FailureCodes.BadInput, "line 1, column 5: There is something other than elements" },
        { "text in front", "x<a/>", FailureCodes.BadInput, "line 1, column 1: There is something other" },
        { "no XML at all", "ISA*00*          *00*", FailureCodes.BadInput, "formats of their own" },
        { "JSON", "{\"a\":1}", FailureCodes.BadInput, "formats of their own" },
        { "NUL", "<a>\0</a>", FailureCodes.BadInput, "line 1, column 4" },
        { "NUL behind", "<a/>\0", FailureCodes.BadInput, "line 1, column 5" },
        { "a control character", "<a>\u0001</a>", FailureCodes.BadInput, "0x01" },
        { "a forbidden reference", "<a>&#0;</a>", FailureCodes.BadInput, "line 1, column" },
        { "half a pair by reference", "<a>&#xD800;</a>", FailureCodes.BadInput, "line 1, column" },
        { "U+FFFF", "<a>\uFFFF</a>", FailureCodes.BadInput, "0xFFFF" },
        { "an unknown entity", "<a>&nbsp;</a>", FailureCodes.BadInput, "nbsp" },
        { "tags that cross", "<a><b></a></b>", FailureCodes.BadInput, "line 1, column 9: The 'b' start tag" },
        { "an open end", "<a><b>", FailureCodes.BadInput, "not well-formed" },
        { "an attribute twice", "<a b='1' b='2'/>", FailureCodes.BadInput, "'b'" },
        { "an attribute twice by namespace", "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", FailureCodes.BadInput,
            "'q:b'" },
        { "an unknown prefix", "<p:a/>", FailureCodes.BadInput, "'p'" },
        { "less than in an attribute", "<a b='<'/>", FailureCodes.BadInput, "line 1" },
        { "an end of CDATA", "<a>]]></a>", FailureCodes.BadInput, "line 1" },
        { "an open comment", "<a><!-- </a>", FailureCodes.BadInput, "not well-formed" },
        { "version 1.1", "<?xml version='1.1'?><a/>", FailureCodes.BadInput, "1.1" },
        { "a late declaration", " <?xml version='1.0'?><a/>", FailureCodes.BadInput, "line 1" },
        { "a colon in an instruction", "<?a:b c?><a/>", FailureCodes.BadInput, "':'" },
        { "an element with the prefix xmlns", "<xmlns:a/>", FailureCodes.BadInput, "line 1, column 2: An element" },
        { "a DTD", "<!DOCTYPE a><a/>", FailureCodes.BadInput, "line 1, column 1: The document has a DTD" },
        { "a DTD behind a declaration", "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'a.dtd'><a/>", FailureCodes.BadInput,
            "line 2, column 1: The document has a DTD" },
        { "a DTD behind others", "<!-- <!DOCTYPE --><?p <!DOCTYPE?>\n  <!DOCTYPE a>\n<a/>", FailureCodes.BadInput,
            "line 2, column 3: The document has a DTD" },
        { "a billion laughs", Lol, FailureCodes.BadInput, "without a DTD" },
        { "a quadratic bomb", $"<!DOCTYPE a [<!ENTITY b \"{new string('b', 50_000)}\">]><a>&b;&b;&b;</a>",
            FailureCodes.BadInput, "without a DTD" },
        { "a file", "<!DOCTYPE a [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&f;</a>", FailureCodes.BadInput,
            "without a DTD" },
        { "an address", "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;]><a/>", FailureCodes.BadInput,
            "without a DTD" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Components_BadDocument_SayWhatAndWhere(string what, string document, string code, string said)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(document);
        if (document == "<a>\uFFFF</a>") bytes = [.. "<a>"u8, 0xEF, 0xBF, 0xBF, .. "</a>"u8];
        var failure = await Documents.Disassembler().BadAsync(Documents.Message(bytes));
        Assert.Equal((what, code), (what, failure.Code));
        Assert.Contains(said, failure.ToString());
        Assert.DoesNotContain("root:", failure.Text);

        var assembled = Documents.Message(bytes);
        var before = assembled.Body;
        Assert.Equal(failure, await Documents.Assembler().RunAsync(assembled, new RunContext(), default));
        Assert.Same(before, assembled.Body);
    }

    [Fact]
    public async Task Disassemble_ElementsNestedTooDeeply_FailsByTheLimit()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        var failure = await Documents.Disassembler().BadAsync(Documents.Message(deep));
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Equal("line 1, column 770", failure.Place?.ToString());
        Assert.Contains("limits.depth", failure.Text);
    }

    [Fact]
    public async Task Disassemble_ElementsNestedAsDeepAsTheLimit_TakesThem()
    {
        string document = string.Concat(Enumerable.Repeat("<a>", 256)) + string.Concat(Enumerable.Repeat("</a>", 256));
        Assert.Equal(document, (await Documents.Disassembler().GoodAsync(Documents.Message(document))).Text());
    }

    [Theory]
    [InlineData("<a>{0}</a>")]
    [InlineData("<a b='{0}'/>")]
    [InlineData("<a><!--{0}--></a>")]
    [InlineData("<a><?p {0}?></a>")]
    [InlineData("<a><![CDATA[{0}]]></a>")]
    [InlineData("<a{0}/>")]
    [InlineData("<!--{0}--><a/>")]
    [InlineData("<?{0}?><a/>")]
    public async Task Disassemble_ValueLongerThanTheLimit_Fails(string form)
    {
        // What ends a tag or an instruction is counted with its name, so the limit is not exact there.
        bool isExact = !form.StartsWith("<a{", StringComparison.Ordinal) && !form.Contains("?>");
        var limits = new PipelineLimits { ValueCharacters = 10_000 };
        var context = new RunContext(limits);
        if (isExact)
        {
            string good = string.Format(null, form, new string('x', limits.ValueCharacters));
            await Documents.Disassembler().GoodAsync(Documents.Message(good), context);
        }

        foreach (int length in isExact ? new[] { limits.ValueCharacters + 1, 1_000_000 } : [1_000_000])
        {
            string bad = string.Format(null, form, new string('x', length));
            var failure = await Documents.Disassembler().BadAsync(Documents.Message(bad), context);
            Assert.Equal(FailureCodes.Limit, failure.Code);
            Assert.Contains("limits.valueCharacters", failure.Text);
            Assert.Equal(1, failure.Place?.Line);
        }
    }

    [Fact]
    public async Task Disassemble_BodyLargerThanTheLimit_Fails()
    {
        var context = new RunContext(new PipelineLimits { BodyBytes = 100_000 });
        var document = Documents.Message("<a>" + new string('x', 200_000) + "</a>");
        var failure = await Documents.Disassembler().BadAsync(document, context);
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains("limits.bodyBytes", failure.Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disassemble_TooManyAttributes_Fails(bool streamed)
    {
        var tag = new StringBuilder("<a");
        for (int i = 0; i < 1_000_000; i++) tag.Append(" a").Append(i).Append("=''");
        var message = Documents.Message(tag.Append("/>").ToString());
        if (streamed) message.Body = StreamedBody.InPieces(message.Bytes(), 10_000);
        var failure = await Documents.Disassembler().BadAsync(message);
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains("attributes", failure.Text);
    }

    [Fact]
    public async Task Disassemble_ManyAttributes_TakesThem()
    {
        var tag = new StringBuilder("<a");
        for (int i = 0; i < 30_000; i++) tag.Append(" a").Append(i).Append("=\"\"");
        string document = tag.Append(" />").ToString();
        Assert.Equal(document, (await Documents.Disassembler().GoodAsync(Documents.Message(document))).Text());
    }

    [Fact]
    public async Task Disassemble_CDataFullOfAttributes_TakesIt()
    {
        string document = $"<a><![CDATA[{string.Concat(Enumerable.Repeat("<b c=\"d\"/>", 200_000))}]]></a>";
        Assert.Equal(document, (await Documents.Disassembler().GoodAsync(Documents.Message(document))).Text());
    }

    [Fact]
    public async Task Disassemble_TooManyNames_Fails()
    {
        var text = new StringBuilder("<a>");
        for (int i = 0; i < 200_000; i++) text.Append("<a").Append(i).Append("/>");
        var failure = await Documents.Disassembler().BadAsync(Documents.Message(text.Append("</a>").ToString()));
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains("names", failure.Text);
    }

    [Fact]
    public async Task Disassemble_HugeNameInAnError_IsShortened()
    {
        var failure = await Documents.Disassembler().BadAsync(
            Documents.Message($"<{new string('n', 1_000_000)}></b>"));
        Assert.InRange(failure.Text.Length, 1, 1000);
    }

    [Fact]
    public async Task Disassemble_BodyThatCannotBeRead_IsNoFault()
    {
        var message = Documents.Message("");
        message.Body = new StreamedBody(() => throw new IOException("gone"));
        await Assert.ThrowsAsync<IOException>(() => Documents.Disassembler().DisassembleAsync(message));
    }

    [Theory]
    [InlineData("<a/>", null)]
    [InlineData("  <a b='1'>", null)]
    [InlineData("", FailureCodes.EmptyInput)]
    [InlineData("x", FailureCodes.BadInput)]
    public async Task Probe_WithoutSchemas_TakesWhatStartsAsXml(string document, string? code)
    {
        var failure = await Documents.Disassembler().ProbeAsync(Documents.Message(document), new RunContext(), default);
        Assert.Equal(code, failure?.Code);
    }
}
