using System.Text;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Behind a document of an envelope another run can go on, and gives exactly the rest.</summary>
public class GoOnTests
{
    private static readonly XmlOptions Known = new() { Schemas = ["schemas"], Recoverable = true };

    public static TheoryData<string> Inputs =>
    [
        Envelopes.BatchOf(Orders(5, "\n")),
        Envelopes.BatchOf(Orders(5, "\r\n")).ReplaceLineEndings("\r\n"),
        Envelopes.BatchOf(Orders(5, "")).ReplaceLineEndings(""),
        "\uFEFF<?xml version=\"1.0\"?><!-- é😀 -->" + Envelopes.BatchOf(Orders(4, " <!-- > é😀 --> ")),
        Envelopes.BatchOf(Orders(4, "\n<?a b>?>\n", "<Note a='>'>😀 <![CDATA[</o:Order>]]></Note>")),
        Envelopes.BatchOf(Orders(3, "", "<Id>x</Id>").Replace("</o:Order>", "</o:Order \n >")),
        Envelopes.BatchOf(Orders(400, "\n", new string('é', 300))),
        Envelopes.BatchOf(Orders(400, "", new string('x', 150))).ReplaceLineEndings(""),
    ];

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task Documents_BehindAMark_AreTheRest(string input)
    {
        var disassembler = Disassembler(Known);
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        var (all, marks) = await ReadAsync(disassembler, Documents.Message(bytes), null);
        Assert.True(all.Count > 2);
        int step = Math.Max(1, marks.Count / 7);
        for (int i = 0; i < marks.Count; i += step)
        {
            Assert.NotNull(marks[i]);
            foreach (int piece in new[] { 0, 7, 100_000 })
            {
                var (rest, later) = await ReadAsync(disassembler, Message(bytes, piece), marks[i]);
                Assert.Equal(all.Skip(i + 1), rest);
                // And once more from there.
                if (later.Count < 2) continue;
                var (last, _) = await ReadAsync(disassembler, Message(bytes, piece), later[later.Count / 2]);
                Assert.Equal(all.Skip(i + 1 + (later.Count / 2) + 1), last);
            }
        }
    }

    [Fact]
    public async Task Faults_BehindAMark_HaveTheirPlacesInTheWhole()
    {
        foreach (string between in new[] { "\n", "" })
        {
            string broken = Envelopes.Order("4").Replace("</Id>", "</No>");
            string input = Envelopes.BatchOf(Orders(3, between) + between + broken);
            if (between.Length == 0) input = input.ReplaceLineEndings("");
            var disassembler = Disassembler(Known);
            var (all, marks) = await ReadAsync(disassembler, Documents.Message(input), null);
            var (rest, _) = await ReadAsync(disassembler, Documents.Message(input), marks[1]);
            Assert.Contains("Part 4 of the interchange", all[^1], StringComparison.Ordinal);
            Assert.Equal(all.Skip(2), rest);
        }

        byte[] wrong = [.. Encoding.UTF8.GetBytes(Envelopes.BatchOf(Orders(3, "\n"))[..^60]), 0xFF, 0xFF];
        var (whole, places) = await ReadAsync(Disassembler(Known), Documents.Message(wrong), null);
        var (behind, _) = await ReadAsync(Disassembler(Known), Documents.Message(wrong), places[0]);
        Assert.Contains("0xFF", whole[^1], StringComparison.Ordinal);
        Assert.Equal(whole.Skip(1), behind);
    }

    [Fact]
    public async Task Documents_ThatAreBad_AreCountedBehindAMarkToo()
    {
        string input = Envelopes.BatchOf(
            Orders(2, "\n") + "\n<no:Order xmlns:no='urn:no'><a/></no:Order>\n" + Envelopes.Order("4"));
        var (all, marks) = await ReadAsync(Disassembler(Known), Documents.Message(input), null);
        Assert.Contains("Part 3 of the interchange", all[2], StringComparison.Ordinal);
        var (rest, _) = await ReadAsync(Disassembler(Known), Documents.Message(input), marks[2]);
        Assert.Equal(all.Skip(3), rest);
    }

    [Fact]
    public async Task Documents_WhereNobodyCanGoOn_HaveNoMark()
    {
        string input = Envelopes.BatchOf(Orders(3, "\n"));
        byte[] utf16 = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(input)];
        await NoneAsync(Known, Documents.Message(utf16));
        await NoneAsync(Known with { Validate = true }, Documents.Message(input));
        await NoneAsync(Known with { KeepOriginal = true }, Documents.Message(input));
        await NoneAsync(Known, Documents.Message(input.ReplaceLineEndings("\r")));
        var (_, marks) = await ReadAsync(
            Disassembler(Known with { AllowUnrecognized = true }),
            Documents.Message(Envelopes.BatchOf("<a/><b></b><c/>")), null);
        Assert.Equal([true, false, true], marks.Select(mark => mark is null));
    }

    [Fact]
    public async Task Documents_OfAnotherBody_HaveNoMark()
    {
        string schema = Envelopes.Schema(("All", Envelopes.Path("All", "Group"), "any"));
        const string Input =
            "<All xmlns='urn:envelope'><Group><a></a><b></b></Group><Group/><Group><c></c></Group></All>";
        var disassembler = Documents.Disassembler(
            new XmlOptions { Envelopes = ["schemas/Envelope.xsd"] }, Envelopes.Package(schema));
        var (all, marks) = await ReadAsync(disassembler, Documents.Message(Input), null);
        Assert.Equal([false, false, true], marks.Select(mark => mark is null));
        var (rest, later) = await ReadAsync(disassembler, Documents.Message(Input), marks[1]);
        Assert.Equal(all.Skip(2), rest);
        Assert.All(later, Assert.Null);
    }

    [Fact]
    public void Marks_ThatAreNone_AreRefused() => Assert.Throws<FormatException>(
        () => ((IRestartableDisassembler)Disassembler(Known)).GoOnAsync(
            Documents.Message("<a/>"), "1 2 3", new RunContext(), default));

    private static async Task NoneAsync(XmlOptions options, PipelineMessage message)
    {
        var (all, marks) = await ReadAsync(Disassembler(options), message, null);
        Assert.Equal(3, all.Count);
        Assert.All(marks, Assert.Null);
    }

    private static IDisassembler Disassembler(XmlOptions options) =>
        Documents.Disassembler(options, Envelopes.Package());

    private static string Orders(int count, string between, string more = "") =>
        string.Join(between, Enumerable.Range(1, count).Select(i => Envelopes.Order($"{i}", more)));

    private static PipelineMessage Message(byte[] bytes, int piece) => piece == 0
        ? Documents.Message(bytes)
        : new PipelineMessage(StreamedBody.InPieces(bytes, piece), new MessageContextBuilder());

    private static async Task<(List<string> Items, List<string?> Marks)> ReadAsync(
        IDisassembler disassembler, PipelineMessage message, string? mark)
    {
        var (items, marks) = (new List<string>(), new List<string?>());
        await foreach (var item in ((IRestartableDisassembler)disassembler).GoOnAsync(
            message, mark, new RunContext(), default))
        {
            items.Add($"{item.Failure} {Shown(item.Message)}");
            marks.Add(item.Behind?.Mark);
        }

        return (items, marks);
    }

    private static string Shown(PipelineMessage? message) => message is null ? "" : string.Join(
        '|',
        [
            message.Text(),
            .. message.Context.Properties.ToArray().Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal),
        ]);
}
