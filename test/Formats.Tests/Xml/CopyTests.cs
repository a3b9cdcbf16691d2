using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class CopyTests
{
    public static readonly TheoryData<string, string> Same = new()
    {
        { "an empty element", "<a />" },
        { "start and end tag", "<a></a>" },
        { "text", "<a>text</a>" },
        { "the five entities", "<a b=\"&lt;&gt;&amp;&quot;'\">&lt;&gt;&amp;\"'</a>" },
        { "end of a CDATA section in text", "<a>]]&gt;</a>" },
        { "CDATA", "<a>x<![CDATA[<b>&amp;]]y\n]]>z</a>" },
        { "two CDATA sections", "<a><![CDATA[1]]><![CDATA[2]]></a>" },
        { "an empty CDATA section", "<a><![CDATA[]]></a>" },
        { "CDATA first, then an element", "<a><![CDATA[1]]><b /></a>" },
        { "comments", "<!-- one --><a><!--two--></a><!---->" },
        { "instructions", "<?one two?><a><?three?></a><?four five ?>" },
        { "white space", "<a>\n  <b> </b>\n\t<c />\n</a>\n" },
        { "white space around the root", "\n<!-- x -->\n<a />\n\n" },
        { "line ends that are content", "<a b=\"&#xA;&#x9;&#xD;\">&#xD;\n</a>" },
        { "prefixes", "<p:a xmlns:p=\"urn:p\" p:b=\"1\" b=\"2\"><p:c /><c xmlns=\"urn:c\"><d xmlns=\"\" /></c></p:a>" },
        { "prefix used before its declaration", "<p:a p:b=\"1\" xmlns:q=\"urn:q\" xmlns:p=\"urn:p\" q:c=\"2\" />" },
        { "one namespace twice", "<a xmlns:p=\"u\" xmlns:q=\"u\" p:x=\"1\" q:y=\"2\"><p:b xmlns:p=\"u\" /></a>" },
        { "a prefix declared anew", "<p:a xmlns:p=\"u\"><p:b xmlns:p=\"v\"><p:c xmlns:p=\"u\" /></p:b></p:a>" },
        { "the xml prefix", "<a xml:lang=\"de\" xml:space=\"preserve\" xml:base=\"b\" xml:id=\"i\"> </a>" },
        { "declaration", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a />" },
        { "standalone yes", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<a />" },
        { "standalone no", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?><a />" },
        { "beyond the first plane", "<a b=\"😀\">😀<!--😀--><?p 😀?><![CDATA[😀]]></a>" },
        { "names that are not ASCII", "<größe länge=\"ö\">é</größe>" },
        { "white space that is not XML's", "<a>\u00A0\u2028\u0085</a>" },
        { "xsi attributes", "<a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\" />" },
    };

    public static readonly TheoryData<string, string, string> Changed = new()
    {
        { "quotes", "<a b='1'/>", "<a b=\"1\" />" },
        { "a character reference", "<a>&#65;&#x1F600;</a>", "<a>A😀</a>" },
        { "line ends", "<a>\r\n\r</a>", "<a>\n\n</a>" },
        { "line ends in an attribute", "<a b=\"1\r\n2\t3\" />", "<a b=\"1 2 3\" />" },
        { "greater than", "<a>></a>", "<a>&gt;</a>" },
        { "space in tags", "<a  b = \"1\" ></a >", "<a b=\"1\"></a>" },
        { "declared encoding", "<?xml version='1.0' encoding='UTF-8'?><a />",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><a />" },
        { "no declared encoding", "<?xml version='1.0'?><a />", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a />" },
        { "a byte order mark", "\uFEFF<a />", "<a />" },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Disassemble_Document_KeepsIt(string what, string document)
    {
        var message = await Documents.Disassembler().GoodAsync(Documents.Message(document));
        Assert.Equal((what, document), (what, message.Text()));
    }

    [Theory]
    [MemberData(nameof(Same))]
    public async Task Disassemble_OneByteAtATime_KeepsIt(string what, string document)
    {
        var body = StreamedBody.InPieces(Encoding.UTF8.GetBytes(document), 1);
        var message = await Documents.Disassembler().GoodAsync(new PipelineMessage(body, new MessageContextBuilder()));
        Assert.Equal((what, document), (what, message.Text()));
    }

    [Theory]
    [MemberData(nameof(Changed))]
    public async Task Disassemble_Document_KeepsItsContent(string what, string document, string expected)
    {
        var message = await Documents.Disassembler().GoodAsync(Documents.Message(document));
        Assert.Equal((what, expected), (what, message.Text()));
    }

    [Fact]
    public async Task Disassemble_TextLongerThanAnyBuffer_KeepsIt()
    {
        var random = new Random(1);
        var text = new StringBuilder("<a>");
        for (int i = 0; i < 40_000; i++)
            text.Append(random.Next(8) switch { 0 => "😀", 1 => "&amp;", 2 => "\n", 3 => "é", 4 => "&#xD;", _ => "x" });
        text.Append("</a>");
        string document = text.ToString();
        foreach (int piece in new[] { 1, 3, 4096, 5000, 100_000 })
        {
            var body = StreamedBody.InPieces(Encoding.UTF8.GetBytes(document), piece);
            var message = await Documents.Disassembler().GoodAsync(
                new PipelineMessage(body, new MessageContextBuilder()));
            Assert.Equal(document, message.Text());
        }
    }

    [Theory]
    [InlineData("<a>{0}</a>")]
    [InlineData("<a><![CDATA[{0}]]></a>")]
    [InlineData("<a b=\"{0}\" />")]
    public async Task Disassemble_PairAcrossTheEndOfABuffer_KeepsIt(string form)
    {
        var disassembler = Documents.Disassembler();
        for (int length = 4080; length < 4110; length++)
        {
            string text = $"{new string('x', length)}😀😀{new string('y', 4090)}😀";
            string document = string.Format(null, form, text);
            Assert.Equal(document, (await disassembler.GoodAsync(Documents.Message(document))).Text());
            byte[] wide = Encoding.Unicode.GetBytes(document);
            Assert.Equal(document, (await disassembler.GoodAsync(Documents.Message(wide))).Text());
        }
    }

    [Theory]
    [InlineData("<a xmlns='urn:x'/>", "urn:x#a")]
    [InlineData("<p:a xmlns:p='urn:x'/>", "urn:x#a")]
    [InlineData("<a/>", "a")]
    [InlineData("<?xml version='1.0'?><!-- c --><?p i?>\n<a><b xmlns='urn:y'/></a>", "a")]
    public async Task Disassemble_Document_PromotesItsType(string document, string type)
    {
        var message = await Documents.Disassembler().GoodAsync(Documents.Message(document));
        Assert.True(message.Context.Build().TryGet(SystemProperties.MessageType, out var value, out bool promoted));
        Assert.Equal((type, true), (value.Text, promoted));
    }

    [Fact]
    public async Task Disassemble_Message_KeepsContextAndOtherParts()
    {
        var key = PropertyKey.Get("urn:p", "Kept");
        var before = Documents.Message("<a/>", "text/xml; charset=utf-8; action=\"x\"");
        before.Context.Promote(key, PropertyValue.From("1"));
        before.OtherParts = [new MessagePart("other", Body.Empty)];

        var after = await Documents.Disassembler().GoodAsync(before);

        Assert.NotSame(before.Context, after.Context);
        Assert.Equal("1", after.Context[key].Text);
        Assert.Equal("other", Assert.Single(after.OtherParts).Name);
        Assert.Equal("text/xml; charset=utf-8; action=\"x\"", after.ContentType);
        Assert.Equal("utf-8", after.Context[XmlProperties.SourceCharset].Text);
        Assert.Equal(PropertyValueKind.None, before.Context[SystemProperties.MessageType].Kind);
    }

    [Fact]
    public async Task Disassemble_BadDocument_DiscardsTheNewBody()
    {
        var context = new RunContext();
        await Documents.Disassembler().BadAsync(Documents.Message($"<a><b>{new string('x', 100_000)}</a>"), context);
        var body = Assert.Single(context.Bodies);
        Assert.Equal((false, true), (body.IsCompleted, body.IsDisposed));
    }

    [Fact]
    public async Task Disassemble_Recoverable_SuspendsTheDocumentAlone()
    {
        var message = Documents.Message("<a>");
        var alone = await Documents.Disassembler(new XmlOptions { Recoverable = true }).DisassembleAsync(message);
        Assert.Same(message, alone.Message);
        Assert.True(alone.Recoverable);
        var whole = await Documents.Disassembler().DisassembleAsync(message);
        Assert.Null(whole.Message);
        Assert.False(whole.Recoverable);
        Assert.Equal(FailureCodes.BadInput, whole.Failure?.Code);
    }
}
