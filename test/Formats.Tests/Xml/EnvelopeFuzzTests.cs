using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Whatever comes in as an envelope, it gives parts and failures; never an exception or a hang.</summary>
public class EnvelopeFuzzTests
{
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("VIADUCT_LONG") == "1";

    private static readonly byte[][] Good =
    [
        .. new[]
        {
            Envelopes.BatchOf($"{Envelopes.Order("1")}\n<!-- c -->{Envelopes.Order("x", "<a><![CDATA[<]]></a>")}"),
            Envelopes.BatchOf(Envelopes.BatchOf(Envelopes.Order("2")) + "<Letter/>"),
            Envelopes.BatchOf(""),
        }.SelectMany(text => new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes('\uFEFF' + text) }),
    ];

    [Fact]
    public async Task Disassemble_MutatedEnvelopes_AnswersWithPartsAndFailures()
    {
        var mutations = new Mutations(20_260_104);
        var options = new XmlOptions { Schemas = ["schemas"], Validate = true };
        var whole = Documents.Disassembler(options, Envelopes.Package());
        var parts = Documents.Disassembler(
            options with { Recoverable = true, KeepOriginal = true }, Envelopes.Package());
        var assembler = Documents.Assembler(
            new XmlAssembleOptions { Envelope = "schemas/Envelope.xsd" }, Envelopes.Package());
        int published = 0;
        int total = IsLong ? 1_000_000 : 20_000;
        for (int i = 0; i < total; i++)
        {
            byte[] input = mutations.Of(mutations.OneOf(Good));
            try
            {
                var all = await whole.AllAsync(Documents.Message(input));
                var streamed = Documents.Message(input);
                streamed.Body = StreamedBody.InPieces(input, 7);
                var each = await parts.AllAsync(streamed);
                Assert.DoesNotContain(all.SkipLast(1), item => item.Failure is not null);
                if (all.Count > 0 && all[^1].Failure is null) Check(all, each);
                foreach (var item in each.Where(item => item.Failure is null))
                {
                    published++;
                    Assert.Null(await assembler.RunAsync(item.Message!, new RunContext(), default));
                    Assert.Single(await whole.AllAsync(item.Message!));
                }
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Input {i}: {Convert.ToBase64String(input)}", e);
            }
        }

        Assert.InRange(published, total / 20, total * 10);
    }

    private static void Check(List<DisassembledItem> all, List<DisassembledItem> each) => Assert.Equal(
        all.Select(item => item.Message!.Text()), each.Select(item => item.Message!.Text()));
}
