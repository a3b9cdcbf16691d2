using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class PromotionTests
{
    private const string Any = "<xs:complexType><xs:sequence><xs:any processContents=\"skip\" minOccurs=\"0\" "
        + "maxOccurs=\"unbounded\" /></xs:sequence><xs:anyAttribute processContents=\"skip\" /></xs:complexType>";

    private static readonly XmlOptions Options = new() { Schemas = ["schemas"] };

    public static readonly TheoryData<string, string, string?> Typed = new()
    {
        // Property, text, value as people see it; null: not promoted
        { "Text", "abc", "abc" },
        { "Text", "  a b ", "  a b " },
        { "Text", "a<![CDATA[<b>]]>c", "a<b>c" },
        { "Text", "a<!-- x -->b<?p i?>c", "abc" },
        { "Text", "&lt;&#x1F600;", "<😀" },
        { "Text", "", null },
        { "Text", " \n ", null },
        { "Text", "<![CDATA[]]>", null },
        { "Text", "<!-- none -->", null },
        { "Text", "\u00A0", "\u00A0" },
        { "Number", "12.50", "12.50" },
        { "Number", "\n 7 \n", "7" },
        { "Number", "-0.001", "-0.001" },
        { "Number", " ", null },
        { "Count", "+42", "42" },
        { "Ratio", "1.5E3", "1500" },
        { "At", "2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z" },
        { "At", "2024-02-29T10:00:00.1234567891+02:00", "2024-02-29T08:00:00.1234567Z" },
        { "At", "2024-02-29T10:00:00", "2024-02-29T10:00:00Z" },
        { "Day", "2024-02-29", "2024-02-29T00:00:00Z" },
        { "Flag", "1", "true" },
        { "Flag", "false", "false" },
        { "Clock", "10:00:00", "10:00:00" },
    };

    public static readonly TheoryData<string, string> Unreadable = new()
    {
        { "Number", "twelve" },
        { "Number", "1,5" },
        { "Number", "0x10" },
        { "Count", "1 2" },
        { "Ratio", "INF" },
        { "Ratio", "1E99" },
        { "At", "29.02.2024" },
        { "At", "2024-02-30T00:00:00Z" },
        { "Day", "10:00:00" },
        { "Flag", "yes" },
    };

    [Theory]
    [MemberData(nameof(Typed))]
    public async Task Promote_Text_ReadsItByThePropertysType(string property, string text, string? value)
    {
        var disassembler = Promoting(Schemas.Promoted(property, Schemas.Path("A")));
        var message = await disassembler.GoodAsync(Order($"<A>{text}</A>"));
        Assert.Equal(value ?? "", message.Value(Schemas.Properties, property).ToString());
        Assert.Equal(value is not null, IsPromoted(message, property));
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Promote_TextOfAnotherType_FailsNamingPathPropertyAndLine(string property, string text)
    {
        var disassembler = Promoting(Schemas.Promoted(property, Schemas.Path("A")));
        var failure = await disassembler.BadAsync(Order($"\n  <A>{text}</A>"));
        Assert.Equal(FailureCodes.Invalid, failure.Code);
        Assert.Equal("line 2, column 4, field A", failure.Place?.ToString());
        Assert.Contains($"{Schemas.Properties}#{property}", failure.Text);
        Assert.Contains(Schemas.Path("A"), failure.Text);
        Assert.Contains($"'{text}'", failure.Text);
    }

    [Theory]
    [InlineData("<A>1</A><A>2</A>", "1")]
    [InlineData("<B><A>0</A></B><A>1</A>", "1")]
    [InlineData("<A/><A>2</A>", "")]
    [InlineData("<A xmlns='urn:other'>0</A><A>1</A>", "1")]
    [InlineData("<A>1<B>2</B>3</A>", "123")]
    [InlineData("<A/>", "")]
    [InlineData("", "")]
    [InlineData("<a>1</a>", "")]
    public async Task Promote_Element_TakesTheFirst(string content, string value)
    {
        var disassembler = Promoting(Schemas.Promoted("Text", Schemas.Path("A")));
        var message = await disassembler.GoodAsync(Order(content));
        Assert.Equal(value, message.Value(Schemas.Properties, "Text").ToString());
    }

    [Fact]
    public async Task Promote_ManyPaths_TakesEachInOnePass()
    {
        string record = "/*[local-name()='Order']/*[local-name()='R']";
        var disassembler = Promoting(
            Schemas.Promoted("Text", Schemas.Path("A", "B", "@c"))
                + Schemas.Promoted("Number", Schemas.Path("A", "B"))
                + Schemas.Promoted("Count", Schemas.Path("@id"))
                + Schemas.Promoted("Flag", $"{record}/@*[local-name()='f']")
                + Schemas.Field(Schemas.Path("A", "B"))
                + Schemas.Field(record));
        var message = await disassembler.GoodAsync(Documents.Message(
            $"<o:Order xmlns:o='{Schemas.Order}' id='7'><A><B c='x' d='y'>1.5</B><B c='z'>2</B></A>"
                + "<p:R xmlns:p='urn:p' f='true'>t<q>u</q></p:R></o:Order>"));
        Assert.Equal("x", message.Value(Schemas.Properties, "Text").Text);
        Assert.Equal(1.5m, message.Value(Schemas.Properties, "Number").Number);
        Assert.Equal(7, message.Value(Schemas.Properties, "Count").Number);
        Assert.True(message.Value(Schemas.Properties, "Flag").Boolean);
        Assert.Equal("1.5", message.Value(Schemas.Distinguished, Schemas.Path("A", "B")).Text);
        Assert.Equal("tu", message.Value(Schemas.Distinguished, record).Text);
    }

    [Fact]
    public async Task Promote_DistinguishedField_IsWrittenAsItStands()
    {
        string path = Schemas.Path("A");
        var disassembler = Promoting(Schemas.Field(path));
        var message = await disassembler.GoodAsync(Order("<A>ERROR</A>"));
        var key = PropertyKey.Get(Schemas.Distinguished, path);
        Assert.True(message.Context.Build().TryGet(key, out var value, out bool promoted));
        Assert.Equal(("ERROR", false), (value.Text, promoted));
    }

    [Fact]
    public async Task Promote_TooLongValue_FailsByTheLimit()
    {
        var disassembler = Promoting(Schemas.Promoted("Text", Schemas.Path("A")));
        await disassembler.GoodAsync(Order($"<A>{new string('x', 1024)}</A>"));
        var failure = await disassembler.BadAsync(Order($"<A>{new string('x', 1025)}</A>"));
        Assert.Equal(FailureCodes.Limit, failure.Code);
        Assert.Contains("limits.promotedCharacters (now 1,024)", failure.Text);
        Assert.Equal("line 1, column 31, field A", failure.Place?.ToString());
    }

    [Fact]
    public async Task Promote_TooLongAttribute_FailsByTheLimit()
    {
        var disassembler = Promoting(Schemas.Promoted("Text", Schemas.Path("A", "@b")));
        var failure = await disassembler.BadAsync(Order($"<A b='{new string('x', 1025)}'/>"));
        Assert.Equal((FailureCodes.Limit, "b"), (failure.Code, failure.Place?.Field));
    }

    [Fact]
    public async Task Promote_DistinguishedField_MayBeLonger()
    {
        var disassembler = Promoting(Schemas.Field(Schemas.Path("A")));
        await disassembler.GoodAsync(Order($"<A>{new string('x', 32 * 1024)}</A>"));
        var failure = await disassembler.BadAsync(Order($"<A>{new string('x', (32 * 1024) + 1)}</A>"));
        Assert.Equal(FailureCodes.Limit, failure.Code);
    }

    [Theory]
    [InlineData("/Order/A/@b", "1")]
    [InlineData("/{urn:order}Order/{}A/@b", "1")]
    [InlineData("/{urn:other}Order/A/@b", "")]
    [InlineData("/*/A/@b", "1")]
    [InlineData("/*/*/@*", "1")]
    [InlineData("/Order/A/text()", "text")]
    [InlineData("/Order/*[local-name() = \"A\"]", "text")]
    [InlineData(" / Order / A ", "text")]
    [InlineData("/Order/*[namespace-uri()='' and local-name()='A']", "text")]
    [InlineData("/Order/*[local-name()='A'][namespace-uri()='']", "text")]
    public async Task Promote_ConfiguredPath_TakesIt(string path, string value)
    {
        var key = PropertyKey.Get("urn:p", "Configured");
        var promotion = new ConfiguredPromotion("urn:order#Order", path, key, PropertyValueKind.String);
        var disassembler = Documents.Disassembler(null, null, promotion);
        var message = await disassembler.GoodAsync(Order("<A b='1'>text</A>"));
        Assert.Equal(value, message.Context[key].ToString());
    }

    [Fact]
    public async Task Promote_ConfiguredForAnotherType_TakesNothing()
    {
        var key = PropertyKey.Get("urn:p", "Configured");
        var disassembler = Documents.Disassembler(
            null, null, new ConfiguredPromotion("Order", "/Order", key, PropertyValueKind.String));
        Assert.Equal("", (await disassembler.GoodAsync(Order("x"))).Context[key].ToString());
        Assert.Equal("x", (await disassembler.GoodAsync(Documents.Message("<Order>x</Order>"))).Context[key].Text);
    }

    [Fact]
    public async Task Promote_ConfiguredBesideTheSchema_TakesBoth()
    {
        var key = PropertyKey.Get("urn:p", "Written");
        var files = Schemas.Package(Schemas.Promoted("Text", Schemas.Path("A")), Any);
        var disassembler = Documents.Disassembler(Options, files, new ConfiguredPromotion(
            "urn:order#Order", "/Order/B", key, PropertyValueKind.Number, Promoted: false));
        var message = await disassembler.GoodAsync(Order("<A>a</A><B>2</B>"));
        Assert.True(IsPromoted(message, "Text"));
        Assert.True(message.Context.Build().TryGet(key, out var value, out bool promoted));
        Assert.Equal((2m, false), (value.Number, promoted));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("Order", "at character 1: a path begins with /")]
    [InlineData("//Order", "'//' would have to search")]
    [InlineData("/Order//A", "at character 8: '//'")]
    [InlineData("/@id", "begins with the root")]
    [InlineData("/Order/@id/A", "nothing below")]
    [InlineData("/o:Order", "prefix")]
    [InlineData("/Order[1]", "nothing else is supported")]
    [InlineData("/Order[position()=1]", "nothing else is supported")]
    [InlineData("/Order/*[local-name()='A' or local-name()='B']", "ends with ]")]
    [InlineData("/Order/*[local-name()=A]", "text in quotes")]
    [InlineData("/Order/*[local-name()='A", "closing '")]
    [InlineData("/{urn:order", "closing }")]
    [InlineData("/Order/", "name is expected")]
    [InlineData("/Order/text()/A", "at the end")]
    [InlineData("/text()", "at the end")]
    public void Create_PathThatCannotBeFollowed_IsRefused(string path, string said)
    {
        var e = Assert.Throws<ComponentConfigurationException>(() => Documents.Disassembler(
            null,
            null,
            new ConfiguredPromotion("Order", path, PropertyKey.Get("urn:p", "P"), PropertyValueKind.String)));
        Assert.Contains(said, e.Message);
        Assert.Contains($"'{path}'", e.Message);
    }

    private static IDisassembler Promoting(string properties) =>
        Documents.Disassembler(Options, Schemas.Package(properties, Any));

    private static PipelineMessage Order(string content) =>
        Documents.Message($"<o:Order xmlns:o='{Schemas.Order}'>{content}</o:Order>");

    private static bool IsPromoted(PipelineMessage message, string property)
    {
        message.Context.Build().TryGet(PropertyKey.Get(Schemas.Properties, property), out _, out bool promoted);
        return promoted;
    }
}
