using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Documents are put into an envelope when they are sent.</summary>
public class EnvelopeAssembleTests
{
    private static readonly XmlAssembleOptions Options =
        new() { Envelope = "schemas/Envelope.xsd", Declaration = false };

    private static IBodyComponent Putter => Documents.Assembler(Options, Envelopes.Package());

    [Fact]
    public async Task Assemble_Envelope_HasThePropertiesAndWhatItsSchemaRequires()
    {
        var message = Documents.Message("<?xml version='1.0'?><!-- c --><a><b/></a>");
        message.Context.Promote(PropertyKey.Get(Schemas.Properties, "Text"), PropertyValue.From("A & Co"));
        message.Context.Promote(PropertyKey.Get(Schemas.Properties, "Count"), PropertyValue.From(7m));
        Assert.Null(await Putter.RunAsync(message, new RunContext(), default));
        Assert.Equal(
            "<!-- c --><ns0:Batch no=\"7\" xmlns:ns0=\"urn:envelope\"><ns0:From>A &amp; Co</ns0:From><ns0:Orders>"
                + "<a><b /></a></ns0:Orders><ns0:Total>0</ns0:Total></ns0:Batch>",
            message.Text());
        Assert.Equal("urn:envelope#Batch", message.Context[SystemProperties.MessageType].Text);
    }

    [Fact]
    public async Task Assemble_WithoutProperties_LeavesOutWhatIsOptional()
    {
        var message = Documents.Message("<ns0:a xmlns:ns0='urn:a'/>");
        Assert.Null(await Putter.RunAsync(message, new RunContext(), default));
        Assert.Equal(
            "<ns0:Batch xmlns:ns0=\"urn:envelope\"><ns0:From /><ns0:Orders><ns0:a xmlns:ns0=\"urn:a\" /></ns0:Orders>"
                + "<ns0:Total>0</ns0:Total></ns0:Batch>",
            message.Text());
    }

    [Fact]
    public async Task Assemble_ThenDisassemble_GivesTheSameDocument()
    {
        var message = Documents.Message(Envelopes.Order("5"));
        message.Context.Promote(PropertyKey.Get(Schemas.Properties, "Text"), PropertyValue.From("ACME"));
        var context = new RunContext();
        Assert.Null(await Documents.Assembler(
            Options with { Charset = "utf-16" }, Envelopes.Package()).RunAsync(message, context, default));
        var options = new XmlOptions { Schemas = ["schemas"], Validate = true };
        var valid = Documents.Disassembler(options, Envelopes.Package());
        var back = await valid.GoodAsync(message);
        Assert.Equal("ACME", back.Value(Schemas.Properties, "Text").Text);
        Assert.Equal(5m, back.Value(Schemas.Properties, "Number").Number);
    }

    [Fact]
    public void Load_UnusableEnvelope_IsRefused()
    {
        string two = Envelopes.Schema(("A", Envelopes.Path("A"), "any"), ("B", Envelopes.Path("B"), "any"));
        Assert.Contains("A, B", Refused(two).Message, StringComparison.Ordinal);
        Assert.NotNull(Documents.Assembler(Options with { EnvelopeRoot = "B" }, Envelopes.Package(two)));
        string nowhere = Envelopes.Batch.Replace("'Orders'", "'Order'", StringComparison.Ordinal);
        Assert.Contains("leads to no element", Refused(nowhere).Message, StringComparison.Ordinal);
        string endless = Envelopes.Batch.Replace(
            "<xs:element name=\"From\" type=\"xs:string\" />",
            "<xs:element name=\"From\" type=\"T\" />",
            StringComparison.Ordinal).Replace(
                "</xs:schema>",
                "<xs:complexType name=\"T\"><xs:sequence><xs:element name=\"T\" type=\"T\" /></xs:sequence>"
                    + "</xs:complexType></xs:schema>",
                StringComparison.Ordinal);
        Assert.Contains("nested deeper", Refused(endless).Message, StringComparison.Ordinal);
        Assert.Contains("no envelope of this name", Refused(two, "C").Message, StringComparison.Ordinal);
    }

    private static ComponentConfigurationException Refused(string schema, string root = "") =>
        Assert.Throws<ComponentConfigurationException>(() =>
            Documents.Assembler(Options with { EnvelopeRoot = root }, Envelopes.Package(schema)));
}
