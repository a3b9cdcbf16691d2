using Viaduct.Core.Messages;
using Viaduct.Formats.FlatFile;
using Viaduct.Formats.Tests.Support;
using Viaduct.Support;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>The page on BizTalk's schemas shows what happens.</summary>
public class SchemaPageTests
{
    private static readonly string Page =
        File.ReadAllText(Repository.PathOf("docs/reference/biztalk-schemas.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task Tags_of_positional_records_are_skipped_and_properties_promoted()
    {
        string file = Page.Split("```text\n")[1].Split("```")[0];
        var files = new MemoryPackage()
            .Add("schemas/Orders.xsd", Block(0)).Add("schemas/Properties.xsd", Block(2));
        var options = new FlatFileOptions { Schema = "schemas/Orders.xsd", Validate = true };
        var item = Assert.Single(await Flat.Disassembler(files, options).AllAsync(Documents.Message(file)));
        Assert.Null(item.Failure?.ToString());
        var message = item.Message!;
        Assert.Equal(string.Concat(Block(1).Split('\n').Select(line => line.Trim())), message.Text());
        var customer = PropertyKey.Get("urn:orders:properties", "Customer");
        Assert.Equal("Contoso", message.Context[customer].ToString());

        var writer = Flat.Assembler(files, new FlatFileAssembleOptions { Schema = "schemas/Orders.xsd" });
        Assert.Null((await writer.RunAsync(message, new RunContext(), default))?.ToString());
        Assert.Equal(file, message.Text());
    }

    private static string Block(int index) => Page.Split("```xml\n")[index + 1].Split("\n```")[0];
}
