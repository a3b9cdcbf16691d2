using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Envelopes are taken apart into the documents in them.</summary>
public class EnvelopeTests
{
    private static readonly XmlOptions Known = new() { Schemas = ["schemas"] };
    private static readonly XmlOptions Named = new() { Envelopes = ["schemas/Envelope.xsd"] };

    [Fact]
    public async Task Disassemble_Envelope_GivesItsDocumentsInOrderWithItsProperties()
    {
        string body = $"{Envelopes.Order("1")}\n<!-- x -->{Envelopes.Order("2")}";
        var message = Documents.Message(Envelopes.BatchOf(body));
        message.Context.Write(PropertyKey.Get("urn:p", "Kept"), PropertyValue.From("yes"));
        var items = await Documents.Disassembler(Known, Envelopes.Package()).AllAsync(message);

        Assert.Equal(2, items.Count);
        Assert.All(items, item => Assert.Null(item.Failure));
        Assert.All(items, item => Assert.False(item.Recoverable));
        Assert.Equal([1m, 2m], items.Select(item => item.Message!.Value(Schemas.Properties, "Number").Number));
        Assert.All(items, item =>
        {
            Assert.Equal($"{Schemas.Order}#Order", item.Message!.Context[SystemProperties.MessageType].Text);
            Assert.Equal("ACME", item.Message.Value(Schemas.Properties, "Text").Text);
            Assert.Equal(7m, item.Message.Value(Schemas.Properties, "Count").Number);
            Assert.Equal("yes", item.Message.Value("urn:p", "Kept").Text);
        });
    }

    [Theory]
    [InlineData(
        "<e:Batch xmlns:e='urn:envelope' xmlns:x='urn:x'><e:From/><e:Orders><a t='x:T'/></e:Orders></e:Batch>",
        "<a xmlns:e=\"urn:envelope\" xmlns:x=\"urn:x\" t=\"x:T\" />")]
    [InlineData(
        "<Batch xmlns='urn:envelope'><Orders xmlns:p='urn:1'><a xmlns='' xmlns:p='urn:2'><p:b/></a></Orders></Batch>",
        "<a xmlns=\"\" xmlns:p=\"urn:2\"><p:b /></a>")]
    [InlineData(
        "<Batch xmlns='urn:envelope'><Orders><p:a xmlns:p='urn:p'><b/></p:a></Orders></Batch>",
        "<p:a xmlns=\"urn:envelope\" xmlns:p=\"urn:p\"><b /></p:a>")]
    [InlineData(
        "<?xml version='1.0'?><!-- c --><e:Batch xmlns:e='urn:envelope'><e:Orders>  <e:a>\n<![CDATA[<]]>&#xD;</e:a>"
            + "</e:Orders></e:Batch><!-- d -->",
        "<e:a xmlns:e=\"urn:envelope\">\n<![CDATA[<]]>&#xD;</e:a>")]
    public async Task Disassemble_Document_KeepsTheNamespacesAroundIt(string envelope, string document)
    {
        var disassembler = Documents.Disassembler(Named, Envelopes.Package());
        Assert.Null(await disassembler.ProbeAsync(Documents.Message(envelope), new RunContext(), default));
        Assert.Equal(document, (await disassembler.GoodAsync(Documents.Message(envelope))).Text());
    }

    [Fact]
    public async Task Disassemble_SeveralBodiesAndKinds_GivesAll()
    {
        string schema = Envelopes.Schema(("All", Envelopes.Path("All", "Group"), "any"));
        const string Input =
            "<All xmlns='urn:envelope'><Other><Group><no/></Group></Other><Group><a/><b/></Group><Group/><Group><c/>"
                + "</Group></All>";
        var items = await Documents.Disassembler(Named, Envelopes.Package(schema)).AllAsync(Documents.Message(Input));
        Assert.Equal(
            ["urn:envelope#a", "urn:envelope#b", "urn:envelope#c"],
            items.Select(item => item.Message!.Context[SystemProperties.MessageType].Text));
    }

    [Fact]
    public async Task Disassemble_EnvelopesInEnvelopes_GivesTheDocumentsOfAll()
    {
        string schema = Envelopes.Schema(
            ("Outer", Envelopes.Path("Outer"), "any"), ("Batch", Envelopes.Path("Batch", "Orders"), "batch"));
        string inner = Envelopes.BatchOf(Envelopes.Order("2"));
        string input = $"<x:Outer xmlns:x='urn:envelope'>{Envelopes.Order("1")}{inner}"
            + $"<x:Outer/>{Envelopes.Order("3")}</x:Outer>";
        var items = await Documents.Disassembler(Known, Envelopes.Package(schema)).AllAsync(Documents.Message(input));
        Assert.Equal([1m, 2m, 3m], items.Select(item => item.Message!.Value(Schemas.Properties, "Number").Number));
        Assert.Equal(
            ["", "ACME", ""], items.Select(item => item.Message!.Value(Schemas.Properties, "Text").ToString()));
    }

    [Theory]
    [InlineData("<b:Batch xmlns:b='urn:envelope'><b:From>x</b:From><b:Orders/></b:Batch>")]
    [InlineData("<b:Batch xmlns:b='urn:envelope'><b:From>x</b:From><b:Orders> <!-- none --> </b:Orders></b:Batch>")]
    public async Task Disassemble_EmptyBody_GivesNothing(string input) =>
        Assert.Empty(await Documents.Disassembler(Known, Envelopes.Package()).AllAsync(Documents.Message(input)));

    [Fact]
    public async Task Disassemble_RootWithoutBodyPath_IsItsOwnBodyOrADocument()
    {
        var only = Documents.Disassembler(Named, Envelopes.Package(Envelopes.Schema(("All", "", "any"))));
        Assert.Equal(2, (await only.AllAsync(Documents.Message("<All xmlns='urn:envelope'><a/><b/></All>"))).Count);
        var folder = Documents.Disassembler(new XmlOptions { Envelopes = ["schemas"] }, Envelopes.Package());
        Assert.Single(await folder.AllAsync(Documents.Message(Envelopes.Order("1", "<a/>"))));
        var beside = Documents.Disassembler(
            Named,
            Envelopes.Package(Envelopes.Schema(("All", Envelopes.Path("All"), "any"), ("Part", "", "any"))));
        Assert.Single(await beside.AllAsync(Documents.Message("<Part xmlns='urn:envelope'><a/><b/></Part>")));
    }

    [Theory]
    [InlineData("<b:Batch xmlns:b='urn:envelope'>\n<b:From>x</b:From></b:Batch>", "bad-input", "has no body", 1)]
    [InlineData("<b:Batch xmlns:b='urn:envelope'/>", "bad-input", "body_xpath", 1)]
    [InlineData("BATCH:\nlost", "bad-input", "would be lost", 3)]
    [InlineData("BATCH:<o:Order xmlns:o='urn:order'><Id>1</Id>", "bad-input", "Part 1 of the interchange", 5)]
    [InlineData("BATCH:<a/>", "unknown-document", "Part 1 of the interchange: No schema", 4)]
    [InlineData("BATCH:<o:Order xmlns:o='urn:order'><Id>x</Id></o:Order>", "invalid", "'x' is no Number", 4)]
    [InlineData("<!DOCTYPE b [<!ENTITY a 'b'>]><b/>", "bad-input", "DTD", 1)]
    [InlineData("<b:Batch xmlns:b='urn:envelope' no='many'><b:Orders/></b:Batch>", "invalid", "'many' is no", 1)]
    public async Task Disassemble_BadEnvelope_SaysWhatAndWhere(string input, string code, string text, int line)
    {
        string document = input.StartsWith("BATCH:", StringComparison.Ordinal)
            ? Envelopes.BatchOf(Envelopes.Order("1") + input["BATCH:".Length..]).Replace(
                Envelopes.Order("1"), "", StringComparison.Ordinal)
            : input;
        var failure = await Documents.Disassembler(Known, Envelopes.Package()).BadAsync(Documents.Message(document));
        Assert.Equal(code, failure.Code);
        Assert.Contains(text, failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(line, failure.Place?.Line);
    }

    [Fact]
    public async Task Disassemble_WrongPath_SaysWhichStepLeadsNowhere()
    {
        string schema = Envelopes.Batch.Replace("'Orders'", "'Order'", StringComparison.Ordinal);
        var failure = await Documents.Disassembler(Named, Envelopes.Package(schema))
            .BadAsync(Documents.Message(Envelopes.BatchOf(Envelopes.Order("1"))));
        Assert.Contains("Order leads nowhere", failure.Text, StringComparison.Ordinal);
        Assert.Contains("Orders is probably meant", failure.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//Orders", "body_xpath '//Orders'")]
    [InlineData("/Batch/@no", "documents stand in an element")]
    public void Load_WrongPath_IsRefused(string path, string text)
    {
        var package = Envelopes.Package(Envelopes.Schema(("Batch", path, "any")));
        var refused = Assert.Throws<ComponentConfigurationException>(() => Documents.Disassembler(Named, package));
        Assert.Contains(text, refused.Message, StringComparison.Ordinal);
        Assert.Equal("schemas/Envelope.xsd", refused.File);
    }

    [Fact]
    public async Task Disassemble_TooDeepEnvelopes_IsALimit()
    {
        string schema = Envelopes.Schema(("All", Envelopes.Path("All"), "any"));
        string input = string.Concat(Enumerable.Repeat("<All xmlns='urn:envelope'>", 5000));
        var failure = await Documents.Disassembler(Named, Envelopes.Package(schema)).BadAsync(Documents.Message(input));
        Assert.Equal("limit", failure.Code);
    }
}
