using System.Xml.Linq;
using Viaduct.Core.Messages;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Envelopes of real applications. What is expected was derived by hand from schema and document.</summary>
public class EnvelopeCorpusTests
{
    private const string Car1 = "http://Chapter02_Example03.Schemas.SimplifiedCar";
    private const string Car2 = "http://Chapter05_Example01.Schemas.SimplifiedCar";
    private const string Recall = "http://dev.local/recall";
    private const string Batch = "urn:schemas.stateless.be:biztalk:batch:2012:12";
    private const string Levels = "urn:schemas.stateless.be:biztalk:envelope:dummy:2021:07";

    public static readonly TheoryData<string, string, string, string[], string[]> Interchanges = new()
    {
        // Folder, envelope schema, interchange, types, documents without the white space in them
        { "01-packt-car-envelope", "CarEnvelope.xsd", "CarEnvelopeWithCars.xml", [$"{Car1}#Car", $"{Car1}#Car"],
            [
                $"<n:Car xmlns:n='{Car1}'><RegistrationNo>ABC123</RegistrationNo><Make>Audi</Make><Model>RS6</Model>"
                    + "<Color>NurburgringBlue</Color></n:Car>",
                $"<n:Car xmlns:n='{Car1}'><RegistrationNo>XYZ789</RegistrationNo><Make>Corvette</Make>"
                    + "<Model>ZR1</Model><Color>DaytonaRed</Color></n:Car>",
            ] },
        { "02-packt-car-envelope-failed-message", "CarEnvelope.xsd", "CarEnvelope.xml", [$"{Car2}#Car", $"{Car2}#Car"],
            [
                $"<n:Car xmlns:n='{Car2}'><RegistrationNo>ABC123</RegistrationNo>"
                    + "<FuelTankCapacity>60</FuelTankCapacity>"
                    + "<FuelConsumption>0.7</FuelConsumption><OperationalRange>86</OperationalRange></n:Car>",
                $"<n:Car xmlns:n='{Car2}'><RegistrationNo>XYZ789</RegistrationNo>"
                    + "<FuelTankCapacity>70</FuelTankCapacity>"
                    + "<FuelConsumption>ERROR</FuelConsumption><OperationalRange>88</OperationalRange></n:Car>",
            ] },
        { "03-chaliy-input-root", "Input.xsd", "Example.xml", [$"{Recall}#Recall", $"{Recall}#Recall"],
            [
                $"<Recall xmlns='{Recall}'><SerialNumber>1</SerialNumber></Recall>",
                $"<Recall xmlns='{Recall}'><SerialNumber>2</SerialNumber></Recall>",
            ] },
        { "05-icraft-generic-envelope", "Envelope.xsd", "ReleaseBatches.xml",
            [$"{Batch}#ReleaseBatch", $"{Batch}#ReleaseBatch"],
            [
                $"<n:ReleaseBatch xmlns:n='{Batch}'><n:EnvelopeSpecName>dummy-envelope-spec-name</n:EnvelopeSpecName>"
                    + "</n:ReleaseBatch>",
                $"<n:ReleaseBatch xmlns:n='{Batch}'><n:EnvelopeSpecName>dummy-envelope-spec-name</n:EnvelopeSpecName>"
                    + "<n:Partition>A</n:Partition></n:ReleaseBatch>",
            ] },
    };

    [Theory]
    [MemberData(nameof(Interchanges))]
    public async Task Disassemble_RealEnvelope_GivesItsDocuments(
        string folder, string envelope, string interchange, string[] types, string[] documents)
    {
        string root = Corpus.Folder("envelopes", folder);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, "interchange", interchange));
        XmlOptions[] ways = [new() { Schemas = ["."] }, new() { Schemas = ["."], Envelopes = [envelope] }];
        foreach (var options in ways)
        {
            var items = await Documents.Disassembler(options, MemoryPackage.Of(root))
                .AllAsync(Documents.Message(bytes));
            Assert.Equal(types, items.Select(item => item.Message!.Context[SystemProperties.MessageType].Text));
            Assert.Equal(documents.Select(Plain), items.Select(item => Plain(item.Message!.Text())));
        }
    }

    [Fact]
    public async Task Disassemble_RealInterchangeWithABadCar_SuspendsThatOne()
    {
        string root = Corpus.Folder("envelopes", "02-packt-car-envelope-failed-message");
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, "interchange", "CarEnvelope.xml"));
        var options = new XmlOptions { Schemas = ["."], Validate = true, Recoverable = true };
        var items = await Documents.Disassembler(options, MemoryPackage.Of(root)).AllAsync(Documents.Message(bytes));
        Assert.Equal(
            [null, "line 12, column 31, record FuelConsumption"],
            items.Select(item => item.Failure?.Place?.ToString()));
    }

    [Fact]
    public async Task Disassemble_RealEnvelopeWithUnknownDocument_TakesItWhenAllowed()
    {
        string root = Corpus.Folder("envelopes", "05-icraft-generic-envelope");
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, "Envelope.xml"));
        var options = new XmlOptions { Schemas = ["."] };
        var refused = await Documents.Disassembler(options, MemoryPackage.Of(root)).BadAsync(Documents.Message(bytes));
        Assert.Equal("unknown-document", refused.Code);
        var taken = await Documents.Disassembler(options with { AllowUnrecognized = true }, MemoryPackage.Of(root))
            .GoodAsync(Documents.Message(bytes));
        Assert.Equal("<nested><document>with text</document></nested>", Plain(taken.Text()));
    }

    // What BizTalk does with the same envelopes stands in the tests that came with the schema: an empty part gives
    // nothing, a missing one is an error.
    [Theory]
    [InlineData("<s:LevelTwo xmlns:s='NS'><s:Part/></s:LevelTwo>", 0)]
    [InlineData("<s:LevelTwo xmlns:s='NS'><s:Part></s:Part></s:LevelTwo>", 0)]
    [InlineData("<s:LevelOne xmlns:s='NS'><s:LevelTwo><s:Part/></s:LevelTwo></s:LevelOne>", 0)]
    [InlineData("<s:LevelOne xmlns:s='NS'><s:LevelTwo><s:Part><a/><b/></s:Part></s:LevelTwo></s:LevelOne>", 2)]
    [InlineData("<s:LevelTwo xmlns:s='NS'><s:Part><a/><s:LevelOne><s:LevelTwo><s:Part><b/><c/></s:Part></s:LevelTwo>"
        + "</s:LevelOne><d/></s:Part></s:LevelTwo>", 4)]
    [InlineData("<s:LevelTwo xmlns:s='NS' />", null)]
    [InlineData("<s:LevelOne xmlns:s='NS'><s:LevelTwo /></s:LevelOne>", null)]
    [InlineData("<s:LevelOne xmlns:s='NS'></s:LevelOne>", null)]
    public async Task Disassemble_RealNestedEnvelopes_DoesAsBizTalk(string input, int? documents)
    {
        var package = MemoryPackage.Of(Corpus.Folder("envelopes", "04-icraft-nested-envelopes"));
        var disassembler = Documents.Disassembler(new XmlOptions { Envelopes = ["Envelopes.xsd"] }, package);
        var items = await disassembler.AllAsync(
            Documents.Message(input.Replace("NS", Levels, StringComparison.Ordinal)));
        if (documents is null) Assert.Equal("bad-input", Assert.Single(items).Failure?.Code);
        else Assert.Equal(documents, items.Count(item => item.Failure is null));
    }

    private static string Plain(string document)
    {
        var element = XElement.Parse(document);
        foreach (var each in element.DescendantsAndSelf())
            each.Attributes().Where(attribute => attribute.IsNamespaceDeclaration).Remove();
        return element.ToString(SaveOptions.DisableFormatting);
    }
}
