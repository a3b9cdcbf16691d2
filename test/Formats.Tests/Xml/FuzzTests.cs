using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Whatever comes in, the answer is a message or a failure; never an exception, never a hang.</summary>
public class FuzzTests
{
    private const string Content = "<xs:complexType mixed=\"true\"><xs:sequence><xs:element name=\"A\" type=\"xs:int\" "
        + "/><xs:any minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"lax\" /></xs:sequence>"
        + "<xs:attribute name=\"id\" type=\"xs:ID\" /><xs:anyAttribute processContents=\"lax\" /></xs:complexType>";

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";
    private static readonly string[] Charsets = ["utf-8", "utf-16", "iso-8859-1", "shift_jis", "IBM037"];

    private static readonly byte[][] Good =
    [
        .. CopyTests.Same.Select(row => Encoding.UTF8.GetBytes(row.Data.Item2)),
        .. CopyTests.Changed.Select(row => Encoding.UTF8.GetBytes(row.Data.Item2)),
        .. Orders.Select(Encoding.UTF8.GetBytes),
        .. Orders.Select(order => Encoding.Unicode.GetBytes('\uFEFF' + order)),
    ];

    private static IEnumerable<string> Orders =>
    [
        $"<o:Order xmlns:o='{Schemas.Order}' id='x'><A>1</A><B c='d'>text</B></o:Order>",
        $"<?xml version='1.0' encoding='utf-8'?>\r\n<!-- c --><Order xmlns='{Schemas.Order}'>t<A xmlns=''>5</A>"
            + "<![CDATA[<x>]]></Order><?p i?>",
        $"<o:Order xmlns:o='{Schemas.Order}' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
            + "xsi:type='o:T'><A xsi:nil='true'/></o:Order>",
    ];

    [Fact]
    public async Task Components_MutatedDocuments_AnswerWithAMessageOrAFailure()
    {
        var mutations = new Mutations(20_260_101);
        var disassembler = Documents.Disassembler(
            new XmlOptions { Schemas = ["schemas"], AllowUnrecognized = true, Validate = true }, Package());
        var plain = Documents.Disassembler();
        var validator = Documents.Validator(Package(), "schemas");
        var assemblers = Charsets.Select(charset =>
            Documents.Assembler(new XmlAssembleOptions { Charset = charset })).ToList();
        int taken = 0;
        int total = IsLong ? 1_000_000 : 20_000;
        for (int i = 0; i < total; i++)
        {
            byte[] input = mutations.Of(mutations.OneOf(Good));
            try
            {
                await validator.RunAsync(Documents.Message(input), new RunContext(), default);
                await disassembler.ProbeAsync(Documents.Message(input), new RunContext(), default);
                await disassembler.DisassembleAsync(Documents.Message(input));
                await mutations.OneOf(assemblers).RunAsync(Documents.Message(input), new RunContext(), default);
                var item = await plain.DisassembleAsync(Documents.Message(input));
                var streamed = Documents.Message(input);
                streamed.Body = StreamedBody.InPieces(input, 1);
                Assert.Equal(item.Failure, (await plain.DisassembleAsync(streamed)).Failure);
                if (item.Message is not { } message) continue;
                taken++;
                Assert.Equal(message.Text(), (await plain.GoodAsync(message)).Text());
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Input {i}: {Convert.ToBase64String(input)}", e);
            }
        }

        Assert.InRange(taken, total / 20, total);
    }

    [Fact]
    public void Load_MutatedSchemas_LoadsThemOrSaysWhyNot()
    {
        var mutations = new Mutations(20_260_102);
        byte[] document = Package().Open("schemas/Order.xsd") is MemoryStream order ? order.ToArray() : [];
        byte[] properties = Package().Open("schemas/Properties.xsd") is MemoryStream other ? other.ToArray() : [];
        int loaded = 0;
        int total = IsLong ? 50_000 : 1_500;
        for (int i = 0; i < total; i++)
        {
            byte[] input = mutations.Of(i % 3 == 0 ? properties : document);
            var package = Package().Add(i % 3 == 0 ? "schemas/Properties.xsd" : "schemas/Order.xsd", input);
            try
            {
                Documents.Disassembler(new XmlOptions { Schemas = ["schemas"] }, package);
                loaded++;
            }
            catch (ComponentConfigurationException e)
            {
                Assert.NotEmpty(e.Message);
                Assert.NotNull(e.File);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Input {i}: {Convert.ToBase64String(input)}", e);
            }
        }

        Assert.InRange(loaded, 10, total);
    }

    [Fact]
    public void Load_MutatedPaths_LoadsThemOrSaysWhyNot()
    {
        var mutations = new Mutations(20_260_103);
        string[] good = [Schemas.Path("A", "@b"), "/{urn:x}a/b/@c", "/*/a/text()"];
        byte[][] paths = [.. good.Select(Encoding.UTF8.GetBytes)];
        for (int i = 0; i < 20_000; i++)
        {
            string path = Encoding.UTF8.GetString(mutations.Of(mutations.OneOf(paths)));
            var promotion = new ConfiguredPromotion(
                "a", path, PropertyKey.Get("urn:p", "P"), PropertyValueKind.String);
            try
            {
                Documents.Disassembler(null, null, promotion);
            }
            catch (ComponentConfigurationException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }
    }

    private static MemoryPackage Package() => Schemas.Package(
        Schemas.Promoted("Text", Schemas.Path("B", "@c")) + Schemas.Promoted("Number", Schemas.Path("A"))
            + Schemas.Field(Schemas.Path("B")),
        Content);
}
