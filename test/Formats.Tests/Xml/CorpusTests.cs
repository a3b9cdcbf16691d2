using Viaduct.Core.Messages;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Documents and schemas of real applications, which nobody wrote for these tests.</summary>
public class CorpusTests
{
    public static readonly TheoryData<string, string, string, string?> Files = new()
    {
        // Folder, document, type, place of the first error of validation
        { "02-packt-car-envelope-failed-message", "SimplifiedCar.xml",
            "http://Chapter05_Example01.Schemas.SimplifiedCar#Car", "line 6, column 5, record OperationalRange" },
        { "02-packt-car-envelope-failed-message", "SimplifiedCar_zero.xml",
            "http://Chapter05_Example01.Schemas.SimplifiedCar#Car", "line 6, column 5, record OperationalRange" },
        { "05-icraft-generic-envelope", "BatchContent.xml",
            "urn:schemas.stateless.be:biztalk:batch:2012:12#BatchContent", null },
    };

    public static readonly TheoryData<string, string, string?> Envelopes = new()
    {
        // Folder, envelope, place of the first error of validation as a whole
        { "01-packt-car-envelope", "interchange/CarEnvelopeWithCars.xml", "line 3, column 6, record Car" },
        { "03-chaliy-input-root", "interchange/Example.xml", null },
        { "05-icraft-generic-envelope", "Envelope.xml", null },
        { "05-icraft-generic-envelope", "interchange/ReleaseBatches.xml", null },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Disassemble_RealDocument_IsTypedAndValidated(
        string folder, string document, string type, string? error)
    {
        string root = Corpus.Folder("envelopes", folder);
        var package = MemoryPackage.Of(root);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, document));
        var known = Documents.Disassembler(new XmlOptions { Schemas = ["."] }, package);
        Assert.Null(await known.ProbeAsync(Documents.Message(bytes), new RunContext(), default));
        var message = await known.GoodAsync(Documents.Message(bytes));
        Assert.Equal(type, message.Context[SystemProperties.MessageType].Text);
        var valid = await Documents.Validator(package, ".").RunAsync(message, new RunContext(), default);
        Assert.Equal(error, valid?.Place?.ToString());
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Validate_RealEnvelope_IsValidatedAsAWhole(string folder, string document, string? error)
    {
        string root = Corpus.Folder("envelopes", folder);
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, document));
        var valid = await Documents.Validator(MemoryPackage.Of(root), ".")
            .RunAsync(Documents.Message(bytes), new RunContext(), default);
        Assert.Equal(error, valid?.Place?.ToString());
    }

    [Fact]
    public async Task Disassemble_RealCar_WritesItsDistinguishedFields()
    {
        string root = Corpus.Folder("envelopes", "02-packt-car-envelope-failed-message");
        var disassembler = Documents.Disassembler(new XmlOptions { Schemas = ["."] }, MemoryPackage.Of(root));
        byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(root, "SimplifiedCar.xml"));
        var context = (await disassembler.GoodAsync(Documents.Message(bytes))).Context.Build();
        var fields = new Dictionary<string, (string, bool)>();
        foreach (var property in context.Properties)
            if (property.Key.Namespace == Schemas.Distinguished)
                fields.Add(property.Key.Name.Split('\'')[5], (property.Value.Text, property.Promoted));
        Assert.Equal(
            new Dictionary<string, (string, bool)>
            {
                ["FuelTankCapacity"] = ("60", false),
                ["FuelConsumption"] = ("0.7", false),
            },
            fields);
    }

    [Fact]
    public void Load_EveryRealSchema_Compiles()
    {
        int loaded = 0;
        foreach (string file in Directory.EnumerateFiles(Corpus.Folder(), "*.xsd", SearchOption.AllDirectories))
        {
            var package = MemoryPackage.Of(Path.GetDirectoryName(file)!);
            Documents.Disassembler(new XmlOptions { Schemas = [Path.GetFileName(file)] }, package);
            loaded++;
        }

        Assert.InRange(loaded, 15, 1000);
    }
}
