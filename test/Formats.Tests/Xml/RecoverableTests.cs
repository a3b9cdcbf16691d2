using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>What becomes of an interchange of which a part is bad.</summary>
public class RecoverableTests
{
    private static readonly XmlOptions Whole = new() { Schemas = ["schemas"], Validate = true };
    private static readonly XmlOptions Recoverable = Whole with { Recoverable = true };

    private static readonly string Mixed = Envelopes.BatchOf(
        $"{Envelopes.Order("1")}\n{Envelopes.Order("two")}\n  <Letter>x</Letter>\n{Envelopes.Order("4")}");

    [Fact]
    public async Task Disassemble_Recoverable_GivesBadPartsAloneWithTheirPlaces()
    {
        var items = await Documents.Disassembler(Recoverable, Envelopes.Package()).AllAsync(Documents.Message(Mixed));

        Assert.Equal([null, "invalid", "unknown-document", null], items.Select(item => item.Failure?.Code));
        Assert.All(items, item => Assert.True(item.Recoverable));
        Assert.StartsWith("Part 2 of the interchange: ", items[1].Failure!.Text, StringComparison.Ordinal);
        Assert.Equal((5L, 39L), (items[1].Failure!.Place!.Line, items[1].Failure!.Place!.Column));
        Assert.StartsWith("Part 3 of the interchange: ", items[2].Failure!.Text, StringComparison.Ordinal);
        Assert.Equal((6L, 4L), (items[2].Failure!.Place!.Line, items[2].Failure!.Place!.Column));
        Assert.Contains(">two</Id></o:Order>", items[1].Message!.Text(), StringComparison.Ordinal);
        Assert.Equal("<Letter xmlns:b=\"urn:envelope\">x</Letter>", items[2].Message!.Text());
        Assert.Equal("Letter", items[2].Message!.Context[SystemProperties.MessageType].Text);
        Assert.Equal(
            ["line 4, column 2", "line 5, column 2", "line 6, column 4", "line 7, column 2"],
            items.Select(item => item.Message!.Context[XmlProperties.PartPlace].Text));
    }

    [Fact]
    public async Task Disassemble_RecoverableWithManyErrorsInAPart_KeepsItWhole()
    {
        string inner = string.Concat(Enumerable.Range(0, 300).Select(i => $"<Id>{new string('x', 9000)}{i}</Id>"));
        string body = Envelopes.Order("1", inner) + Envelopes.Order("2");
        var package = Envelopes.Package().Add("schemas/Order.xsd", Schemas.Document(
            "",
            "<xs:complexType><xs:sequence><xs:element name=\"Id\" type=\"xs:int\" maxOccurs=\"unbounded\" />"
                + "</xs:sequence></xs:complexType>"));
        var items = await Documents.Disassembler(Recoverable, package)
            .AllAsync(Documents.Message(Envelopes.BatchOf(body)));
        Assert.Equal(["invalid", null], items.Select(item => item.Failure?.Code));
        Assert.Contains(inner, items[0].Message!.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disassemble_NotRecoverable_EndsAtTheFirstBadPart()
    {
        var items = await Documents.Disassembler(Whole, Envelopes.Package()).AllAsync(Documents.Message(Mixed));
        Assert.Equal([null, "invalid"], items.Select(item => item.Failure?.Code));
        Assert.False(items[0].Recoverable);
        Assert.Null(items[1].Message);
    }

    [Theory]
    [InlineData("</b:Odrers>")]
    [InlineData("<!-- -- -->")]
    [InlineData("text")]
    public async Task Disassemble_RecoverableButMalformed_SuspendsTheWhole(string fault)
    {
        string input = Mixed.Replace("</b:Orders>", fault + "</b:Orders>", StringComparison.Ordinal);
        var items = await Documents.Disassembler(Recoverable, Envelopes.Package()).AllAsync(Documents.Message(input));
        Assert.Equal("bad-input", items[^1].Failure!.Code);
        Assert.Equal((null, false), (items[^1].Message, items[^1].Recoverable));
    }

    [Fact]
    public async Task Disassemble_KeepOriginal_GivesItOnceBehindTheParts()
    {
        var disassembler = Documents.Disassembler(Recoverable with { KeepOriginal = true }, Envelopes.Package());
        var message = Documents.Message(Mixed);
        var items = await disassembler.AllAsync(message);
        Assert.Equal(5, items.Count);
        Assert.Same(message, items[4].Message);
        Assert.Contains("2 of its 4 parts failed", items[4].Failure!.Text, StringComparison.Ordinal);
        var good = Documents.Message(Envelopes.BatchOf(Envelopes.Order("1")));
        Assert.Single(await disassembler.AllAsync(good));
        Assert.Throws<ComponentConfigurationException>(() =>
            Documents.Disassembler(Whole with { KeepOriginal = true }, Envelopes.Package()));
    }

    [Fact]
    public async Task Disassemble_TooLargePart_SuspendsTheWhole()
    {
        var context = new RunContext(new PipelineLimits { BodyBytes = 1 << 20 });
        string input = Envelopes.BatchOf(Envelopes.Order("1") + Envelopes.Order("2", new string('x', 2 << 20)));
        var items = await Documents.Disassembler(Recoverable, Envelopes.Package())
            .AllAsync(Documents.Message(input), context);
        Assert.Equal((2, "limit"), (items.Count, items[1].Failure!.Code));
        Assert.Null(items[1].Message);
        Assert.All(context.Bodies, body => Assert.True(body.IsDisposed));
    }
}
