using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>The page on envelopes shows what happens.</summary>
public class EnvelopePageTests
{
    private static readonly string[] Blocks =
    [
        .. File.ReadAllText(Repository.PathOf("docs/reference/xml-envelopes.md")).ReplaceLineEndings("\n")
            .Split("```xml\n").Skip(1).Select(rest => rest.Split("\n```")[0]),
    ];

    private static MemoryPackage Package => new MemoryPackage()
        .Add("schemas/Batch.xsd", Blocks[0]).Add("schemas/Order.xsd", Blocks[1]);

    [Fact]
    public async Task The_envelope_gives_the_documents()
    {
        var options = new XmlOptions { Schemas = ["schemas"], Validate = true };
        var items = await Documents.Disassembler(options, Package).AllAsync(Documents.Message(Blocks[2]));
        Assert.Equal(Blocks[3..], items.Select(item => item.Message!.Text()));
    }

    [Fact]
    public async Task A_document_is_put_into_the_envelope()
    {
        var message = Documents.Message(Blocks[3]);
        var options = new XmlAssembleOptions { Envelope = "schemas/Batch.xsd", Declaration = false };
        Assert.Null(await Documents.Assembler(options, Package).RunAsync(message, new RunContext(), default));
        Assert.Contains("<ns0:From /><ns0:Orders><", message.Text(), StringComparison.Ordinal);
        Assert.Contains(Blocks[3], message.Text(), StringComparison.Ordinal);
    }
}
