using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

public class ValidationTests
{
    private const string Content = "<xs:complexType><xs:sequence>"
        + "<xs:element name=\"Id\" type=\"xs:int\" />"
        + "<xs:element name=\"Note\" minOccurs=\"0\"><xs:simpleType><xs:restriction base=\"xs:string\"><xs:maxLength "
        + "value=\"10000\" /><xs:pattern value=\"[a-z 0-9]*\" /></xs:restriction></xs:simpleType></xs:element>"
        + "<xs:element name=\"Line\" minOccurs=\"0\" maxOccurs=\"unbounded\" nillable=\"true\"><xs:complexType>"
        + "<xs:simpleContent><xs:extension base=\"xs:decimal\"><xs:attribute name=\"sku\" use=\"required\" "
        + "type=\"xs:NCName\" /></xs:extension></xs:simpleContent></xs:complexType></xs:element>"
        + "<xs:any minOccurs=\"0\" namespace=\"##other\" processContents=\"lax\" />"
        + "</xs:sequence><xs:attribute name=\"kind\" default=\"new\" /><xs:attribute name=\"fixed\" fixed=\"1\" />"
        + "</xs:complexType><xs:key name=\"k\"><xs:selector xpath=\"Line\" /><xs:field xpath=\"@sku\" /></xs:key>";

    private const string Xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    public static readonly TheoryData<string> Good = new()
    {
        "<Id>1</Id>",
        "\n <Id> 1 </Id>\n<!-- c --> <?p i?>",
        "<Id><![CDATA[1]]></Id><Note>abc</Note>",
        "<Id>1</Id><Line sku=\"a\">1</Line><Line sku=\"b\">2.50</Line>",
        "<Id>1</Id><x xmlns=\"urn:other\"><y z=\"1\">any</y></x>",
        $"<Id {Xsi} xsi:type=\"xs:short\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">1</Id>",
        $"<Id>1</Id><Line {Xsi} xsi:nil=\"true\" sku=\"a\" />",
        $"<Id {Xsi} xsi:schemaLocation=\"urn:x http://127.0.0.1:1/x.xsd\" xml:lang=\"de\">1</Id>",
    };

    public static readonly TheoryData<string, string, string> Bad = new()
    {
        // Content, place, part of the text
        { "<Id>x</Id>", "line 1, column 37, record Id", "'x' is not a valid Int32" },
        { "\n\n  <Id>x</Id>", "line 3, column 10, record Id", "'Id' element is invalid" },
        { "", "line 1, column 32, record Order", "List of possible elements expected: 'Id'" },
        { "<Id>1</Id><Idd/>", "line 1, column 41, record Idd", "invalid child element 'Idd'" },
        { "<Id>1</Id>text", "line 1, column 40", "cannot contain text" },
        { "<Id>1</Id><Note>ABC</Note>", "line 1, column 51, record Note", "Pattern constraint failed" },
        { "<Id>1</Id><Line>1</Line>", "line 1, column 41, record Line", "required attribute 'sku' is missing" },
        { "<Id>1</Id><Line sku=\"1 2\">1</Line>", "line 1, column 46, field sku", "'sku' attribute is invalid" },
        { "<Id>1</Id><Line sku=\"a\">1</Line><Line sku=\"a\">1</Line>", "line 1, column 63, record Line", "'a'" },
        { "<Id z=\"1\">1</Id>", "line 1, column 34, field z", "'z' attribute is not declared" },
        { $"<Id {Xsi} xsi:nil=\"true\" />", "line 1, column", "nillable" },
        { $"<Id {Xsi} xsi:type=\"none\">1</Id>", "line 1, column", "'none'" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Validate_GoodDocument_Passes(string content)
    {
        var message = Order(content);
        var body = message.Body;
        Assert.Null((await Validator().RunAsync(message, new RunContext(), default))?.ToString());
        Assert.Same(body, message.Body);
        var copy = await Validating().GoodAsync(message);
        Assert.Equal(message.Text(), copy.Text());
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Validate_BadDocument_SaysWhatAndWhere(string content, string place, string said)
    {
        var failure = await Validator().RunAsync(Order(content), new RunContext(), default);
        Assert.Equal(FailureCodes.Invalid, failure?.Code);
        Assert.StartsWith(place, failure?.Place?.ToString());
        Assert.Contains(said, failure?.Text);
        Assert.Contains("schemas/Order.xsd", failure?.Text);
        Assert.Equal(failure, await Validating().BadAsync(Order(content)));
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, " 1 more error(s) follow.")]
    [InlineData(50, " 49 more error(s) follow.")]
    [InlineData(5000, " At least 99 more errors follow.")]
    public async Task Validate_ManyErrors_CountsThemUpToALimit(int errors, string said)
    {
        string lines = string.Concat(Enumerable.Range(0, errors).Select(i => $"<Line sku=\"s{i}\">x</Line>"));
        var failure = await Validator().RunAsync(Order($"<Id>1</Id>{lines}"), new RunContext(), default);
        Assert.Contains($"not a valid Decimal value.{said} Have the sender", failure?.Text);
    }

    [Fact]
    public async Task Validate_ErrorInAMalformedDocument_TellsThatItIsMalformed()
    {
        var failure = await Validator().RunAsync(Order("<Id>x</Id><"), new RunContext(), default);
        Assert.Equal(FailureCodes.BadInput, failure?.Code);
    }

    [Fact]
    public async Task Validate_UnknownType_SaysWhatIsKnown()
    {
        var failure = await Validator().RunAsync(Documents.Message("<Order/>"), new RunContext(), default);
        Assert.Equal(FailureCodes.UnknownDocument, failure?.Code);
        Assert.Contains("'Order'; declared are urn:order#Order", failure?.Text);
    }

    [Fact]
    public async Task Validate_LongText_IsValidatedWhole()
    {
        string text = string.Concat(Enumerable.Repeat("abc 123 ", 1250));
        Assert.Null(await Validator().RunAsync(Order($"<Id>1</Id><Note>{text}</Note>"), new RunContext(), default));
        var failure = await Validator().RunAsync(Order($"<Id>1</Id><Note>{text}x</Note>"), new RunContext(), default);
        Assert.Contains("MaxLength", failure?.Text);
        Assert.InRange(failure!.Text.Length, 1, 700);
    }

    [Fact]
    public async Task Validate_OnManyThreads_GivesEachItsOwnAnswer()
    {
        var validator = Validator();
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), async (i, token) =>
        {
            bool isGood = i % 2 == 0;
            var order = Order($"<Id>{i}</Id><Note>{(isGood ? "a" : "A")}</Note><Line sku=\"a\">1</Line>");
            var failure = await validator.RunAsync(order, new RunContext(), token);
            Assert.Equal(isGood, failure is null);
        });
    }

    private static PipelineMessage Order(string content) =>
        Documents.Message($"<o:Order xmlns:o=\"{Schemas.Order}\">{content}</o:Order>");

    private static IBodyComponent Validator() => Documents.Validator(Schemas.Package("", Content), "schemas");

    private static IDisassembler Validating() => Documents.Disassembler(
        new XmlOptions { Schemas = ["schemas"], Validate = true }, Schemas.Package("", Content));
}
