using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Csv;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>Behind every part another run can go on, and gives exactly the rest.</summary>
public class RestartTests
{
    private const string Lines = "\uFEFF{\"é\":1}\n\n{\"a\":}\r\n\"😀\"\n[3]";
    private const string Items = " [ {\"é\":1} , {\"a\":1,\"a\":2},\n\"😀\", [3] ] ";
    private const string Rows = "\uFEFFé,b\r\n1,\"2\r\n3\"\r\n4\r\n\r\n5,😀\r\n6,7";

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public async Task Parts_BehindAMark_AreTheRest(string charset)
    {
        var encoding = Encoding.GetEncoding(charset);
        var json = new JsonOptions { Root = "R", Recoverable = true };
        await CheckAsync(JsonFiles.Disassembler(json with { Split = JsonSplit.Lines }), encoding.GetBytes(Lines), 4);
        await CheckAsync(JsonFiles.Disassembler(json with { Split = JsonSplit.Array }), encoding.GetBytes(Items), 4);
        var passing = new JsonOptions { PassThrough = true, Split = JsonSplit.Array, Recoverable = true };
        await CheckAsync(JsonFiles.Disassembler(passing), encoding.GetBytes(Items), 4);
        var csv = CsvFiles.Disassembler(CsvFiles.Rows with { Recoverable = true });
        await CheckAsync(csv, encoding.GetBytes(Rows), 4);
        await CheckAsync(
            CsvFiles.Disassembler(CsvFiles.Rows with { Recoverable = true, Header = false, Columns = ["x", "y"] }),
            encoding.GetBytes(Rows), 5);
    }

    [Fact]
    public async Task Document_ThatIsOneMessage_HasNoMark()
    {
        await foreach (var item in JsonFiles.Disassembler().DisassembleAsync(
            JsonFiles.Message("{}"), new RunContext(), default))
            Assert.Null(item.Behind?.Mark);
    }

    private static async Task CheckAsync(IDisassembler disassembler, byte[] file, int parts)
    {
        var marks = new List<string>();
        var all = new List<string>();
        await foreach (var item in disassembler.DisassembleAsync(JsonFiles.Message(file), new RunContext(), default))
        {
            all.Add(Shown(item));
            marks.Add(item.Behind!.Mark!);
        }

        Assert.Equal(parts, all.Count);
        foreach (int piece in new[] { 0, 1 })
        for (int i = 0; i < marks.Count; i++)
        {
            var rest = new List<string>();
            await foreach (var item in ((IRestartableDisassembler)disassembler).GoOnAsync(
                JsonFiles.Message(file, piece), marks[i], new RunContext(), default))
                rest.Add(Shown(item));
            Assert.Equal(all.Skip(i + 1), rest);
        }
    }

    private static string Shown(DisassembledItem item) =>
        $"{item.Failure} {Convert.ToHexString(item.Message!.Bytes())} "
            + item.Message!.Context[Viaduct.Formats.Xml.XmlProperties.PartPlace];
}
