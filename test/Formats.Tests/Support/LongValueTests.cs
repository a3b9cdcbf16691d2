using System.Text;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Tests.Csv;
using Viaduct.Formats.Tests.FlatFile;
using Viaduct.Formats.Tests.Json;

namespace Viaduct.Formats.Tests.Support;

/// <summary>
/// Values around the sizes of buffers, with characters of two halves across their borders, arrive whole in every
/// format, whether they come at once or in pieces.
/// </summary>
public class LongValueTests
{
    public static TheoryData<int, int> Cases => new MatrixTheoryData<int, int>(
        [2_047, 2_048, 4_094, 4_095, 4_096, 4_097, 6_200, 8_191, 8_192, 8_193, 20_000, 100_000], [0, 1_000]);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task FlatFiles(int length, int piece)
    {
        string schema = Flat.Schema("", Flat.Record("R", Flat.Commas + Flat.Infix, Flat.Fields("A", "B")));
        string value = Value(length);

        string written = await WrittenAsync(
            Flat.Assembler(schema), $"<R><A>{value}</A><B>{value}</B></R>", piece);

        Assert.Equal($"{value},{value}", written);
        Assert.Equal($"<R><A>{value}</A><B>{value}</B></R>", await Flat.ParseAsync(schema, written));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Csv(int length, int piece)
    {
        string value = Value(length);

        string written = await WrittenAsync(
            CsvFiles.Assembler(new CsvAssembleOptions { Record = "R" }),
            $"<F><R><A>{value}</A><B>{value}</B></R></F>", piece);

        Assert.Equal($"A,B\r\n{value},{value}\r\n", written);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Json(int length, int piece)
    {
        string value = Value(length);

        string written = await WrittenAsync(
            JsonFiles.Assembler(), $"<R><A>{value}</A><B>{value}</B></R>", piece);

        Assert.Equal($"{{\"A\":\"{value}\",\"B\":\"{value}\"}}", written);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Xml(int length, int piece)
    {
        string xml = $"<R><A>{Value(length)}</A></R>";

        string written = await WrittenAsync(Documents.Assembler(), xml, piece);

        Assert.Equal($"<?xml version=\"1.0\" encoding=\"utf-8\"?>{xml}", written);
    }

    // Every third character has two halves, so that one of any two borders falls between halves.
    private static string Value(int length)
    {
        var text = new StringBuilder(length + 1);
        for (int i = 0; text.Length < length; i++) text.Append(i % 3 == 2 ? "😀" : ((char)('a' + (i % 26))).ToString());
        return text.ToString();
    }

    private static async Task<string> WrittenAsync(IBodyComponent assembler, string xml, int piece)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(xml);
        var message = Documents.Message(bytes);
        if (piece > 0) message.Body = StreamedBody.InPieces(bytes, piece);
        var failure = await assembler.RunAsync(message, new RunContext(), default);
        Assert.Null(failure?.ToString());
        return message.Text();
    }
}
