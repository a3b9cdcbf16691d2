using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class AssembleTests
{
    private const string Document = "<a b=\"ö\">é<![CDATA[ü]]><!--ä--></a>";

    static AssembleTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static readonly TheoryData<string, bool?, string, bool> Encodings = new()
    {
        // Charset, mark wanted, declared, mark written
        { "utf-8", null, "utf-8", false },
        { "UTF-8", true, "utf-8", true },
        { "65001", false, "utf-8", false },
        { "utf-16", null, "utf-16", true },
        { "utf-16", false, "utf-16", false },
        { "utf-16BE", null, "utf-16BE", true },
        { "utf-32", null, "utf-32", true },
        { "iso-8859-1", null, "iso-8859-1", false },
        { "windows-1252", true, "windows-1252", false },
        { "1252", null, "windows-1252", false },
        { "gb18030", null, "gb18030", false },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Assemble_Charset_WritesItAndSaysSo(string charset, bool? wanted, string declared, bool mark)
    {
        var message = Documents.Message(Document);
        await RunAsync(new XmlAssembleOptions { Charset = charset, Bom = wanted }, message);
        var encoding = Encoding.GetEncoding(declared);
        byte[] expected =
        [
            .. mark ? encoding.GetPreamble() : [],
            .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?>{Document}"),
        ];
        Assert.Equal(expected, message.Bytes());
        Assert.Equal($"application/xml; charset={declared}", message.ContentType);

        // Comes back in as it was.
        var back = await Documents.Disassembler().GoodAsync(message);
        Assert.Equal($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{Document}", back.Text());
    }

    [Theory]
    [InlineData("<a>€</a>", "<a>&#x20AC;</a>")]
    [InlineData("<a b=\"😀\" />", "<a b=\"&#x1F600;\" />")]
    [InlineData("<a>x😀y€z</a>", "<a>x&#x1F600;y&#x20AC;z</a>")]
    public async Task Assemble_CharacterThatTheCharsetLacks_IsWrittenAsAReference(string document, string expected)
    {
        var message = Documents.Message(document);
        await RunAsync(new XmlAssembleOptions { Charset = "iso-8859-1", Declaration = false }, message);
        Assert.Equal(expected, Encoding.Latin1.GetString(message.Bytes()));
    }

    [Theory]
    [InlineData("<€/>")]
    [InlineData("<a Œ='1'/>")]
    [InlineData("<a><![CDATA[€]]></a>")]
    [InlineData("<a><!-- € --></a>")]
    [InlineData("<a><?p €?></a>")]
    [InlineData("<a><![CDATA[😀]]></a>")]
    public async Task Assemble_CharacterThatTheCharsetLacksWhereNoReferenceGoes_Fails(string document)
    {
        document = document.Replace("<€", "<Œ");
        var message = Documents.Message(document);
        var failure = await Documents.Assembler(new XmlAssembleOptions { Charset = "iso-8859-1" })
            .RunAsync(message, new RunContext(), default);
        Assert.Equal(FailureCodes.BadInput, failure?.Code);
        Assert.Contains("cannot be written as iso-8859-1", failure?.Text);
        Assert.Equal(document, message.Text());
    }

    [Fact]
    public async Task Assemble_LongTextInACharsetThatLacksIt_KeepsEveryCharacter()
    {
        string text = string.Concat(Enumerable.Repeat("x€😀é", 20_000));
        var message = Documents.Message($"<a>{text}</a>");
        await RunAsync(new XmlAssembleOptions { Charset = "iso-8859-1" }, message);
        var back = await Documents.Disassembler().GoodAsync(message);
        Assert.EndsWith($"<a>{text}</a>", back.Text());
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" standalone=\"yes\"?><a />", true,
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?><a />")]
    [InlineData("<a />", true, "<?xml version=\"1.0\" encoding=\"utf-8\"?><a />")]
    [InlineData("<?xml version=\"1.0\"?><a />", false, "<a />")]
    [InlineData("<a />", false, "<a />")]
    [InlineData("\n<!--c-->\n<a />\n", true, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!--c-->\n<a />\n")]
    public async Task Assemble_Declaration_IsWrittenAsWanted(string document, bool declaration, string expected)
    {
        var message = Documents.Message(document);
        await RunAsync(new XmlAssembleOptions { Declaration = declaration }, message);
        Assert.Equal(expected, message.Text());
    }

    [Theory]
    [InlineData(InstructionsMode.Append, "<?one 1?><!--c--><?two 2?><?three?><a><?in?></a><?behind?>")]
    [InlineData(InstructionsMode.Replace, "<!--c--><?two 2?><?three?><a><?in?></a><?behind?>")]
    [InlineData(InstructionsMode.Remove, "<!--c--><a><?in?></a><?behind?>")]
    public async Task Assemble_ProcessingInstructions_AreWrittenAsWanted(InstructionsMode mode, string expected)
    {
        var message = Documents.Message("<?one 1?><!--c--><a><?in?></a><?behind?>");
        await RunAsync(
            new XmlAssembleOptions
            {
                Declaration = false,
                ProcessingInstructions = "<?two 2?> <?three?>",
                ProcessingInstructionsMode = mode,
            },
            message);
        Assert.Equal(expected, message.Text());
    }

    [Theory]
    [InlineData("utf-8", null, "iso-8859-1", "utf-8")]
    [InlineData("source", null, "iso-8859-1", "iso-8859-1")]
    [InlineData("source", null, null, "utf-8")]
    [InlineData("source", "utf-16", "iso-8859-1", "utf-16")]
    [InlineData("utf-8", "utf-16", "iso-8859-1", "utf-16")]
    public async Task Assemble_CharsetOfTheContext_GoesFirst(string option, string? target, string? source, string used)
    {
        var message = Documents.Message("<a />");
        if (target is not null) message.Context.Write(XmlProperties.TargetCharset, PropertyValue.From(target));
        if (source is not null) message.Context.Write(XmlProperties.SourceCharset, PropertyValue.From(source));
        await RunAsync(new XmlAssembleOptions { Charset = option }, message);
        Assert.EndsWith($"charset={used}", message.ContentType);
    }

    [Fact]
    public async Task Assemble_UnknownCharsetInTheContext_Fails()
    {
        var message = Documents.Message("<a />");
        message.Context.Write(XmlProperties.TargetCharset, PropertyValue.From("klingon"));
        var failure = await Documents.Assembler().RunAsync(message, new RunContext(), default);
        Assert.Contains("'klingon'", failure?.Text);
    }

    [Theory]
    [InlineData("klingon", "", "'klingon' is not known")]
    [InlineData("utf-7", "", "'utf-7' is not known")]
    [InlineData("", "", "'' is not known")]
    [InlineData("utf-8", "text", "processing instructions only")]
    [InlineData("utf-8", "<a/>", "processing instructions only")]
    [InlineData("utf-8", "<?open", "processing instructions only")]
    [InlineData("utf-8", "<?xml version='1.0'?>", "processing instructions only")]
    [InlineData("utf-8", "<!DOCTYPE a>", "processing instructions only")]
    public void Create_BadOptions_AreRefused(string charset, string instructions, string said)
    {
        var options = new XmlAssembleOptions { Charset = charset, ProcessingInstructions = instructions };
        var e = Assert.Throws<ComponentConfigurationException>(() => Documents.Assembler(options));
        Assert.Contains(said, e.Message);
    }

    private static async Task RunAsync(XmlAssembleOptions options, PipelineMessage message) =>
        Assert.Null((await Documents.Assembler(options).RunAsync(message, new RunContext(), default))?.ToString());
}
