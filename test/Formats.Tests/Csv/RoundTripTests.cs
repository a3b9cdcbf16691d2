using System.Security;
using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Csv;
using Viaduct.Formats.Tests.FlatFile;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Csv;

/// <summary>Values come back as they were; whatever comes in, the answer is messages or a failure.</summary>
public class RoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(FlatFuzz.IsLong ? 50_000 : 1_000);

    private static readonly string[] Pieces =
        [",", "\"", "\r", "\n", "\r\n", "a", " ", ";", "é", "😀", "=", "'", "&", "<"];

    [Fact]
    public void Values_ToAFileAndBack_AreTheSame()
    {
        var value = Gen.Elements(Pieces).ListOf().Select(string.Concat);
        var rows = Gen.Choose(1, 4).SelectMany(columns =>
            Gen.ArrayOf(value, columns).NonEmptyListOf().Select(list => list.ToArray()));
        Check.One(Many, Prop.ForAll(rows.ToArbitrary(), (Action<string[][]>)(table =>
            ComeBackAsync(table).GetAwaiter().GetResult())));
    }

    [Fact]
    public async Task MutatedFiles_AreTakenOrRefused()
    {
        byte[][] words =
        [
            ","u8.ToArray(), "\""u8.ToArray(), "\"\""u8.ToArray(), "\r\n"u8.ToArray(), "\r"u8.ToArray(),
            "\n"u8.ToArray(), "\0"u8.ToArray(), "a,b,c"u8.ToArray(), [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xC3],
            [0xF0, 0x9F, 0x98, 0x80],
        ];
        byte[] good = Encoding.UTF8.GetBytes("a,b,c\r\n1,\"2\r\n\"\"x\"\"\",3\r\n4,,é\r\n\r\n7,8,9");
        var mutations = new Mutations(104_729, words);
        var recovering = CsvFiles.Disassembler(CsvFiles.Rows with { Recoverable = true });
        int taken = 0;
        int total = FlatFuzz.IsLong ? 200_000 : 5_000;
        for (int i = 0; i < total; i++)
        {
            byte[] input = i == 0 ? good : mutations.Of(good);
            var whole = await CsvFiles.Disassembler(CsvFiles.Whole).DisassembleAsync(CsvFiles.Message(input));
            var pieces = await CsvFiles.Disassembler(CsvFiles.Whole)
                .DisassembleAsync(CsvFiles.Message(input, 1 + (input.Length % 3)));
            Assert.Equal(Shown(whole), Shown(pieces));
            var items = await recovering.AllAsync(CsvFiles.Message(input));
            var again = await recovering.AllAsync(CsvFiles.Message(input, 1 + (input.Length % 4)));
            Assert.Equal(items.Select(Shown), again.Select(Shown));
            Assert.Equal(whole.Failure is null, items.TrueForAll(item => item.Failure is null));
            if (whole.Failure is null) taken++;
        }

        Assert.InRange(taken, total / 50, total);
    }

    private static string Shown(DisassembledItem item) =>
        $"{item.Failure} {(item.Message is null ? "" : Convert.ToHexString(item.Message.Bytes()))}";

    private static async Task ComeBackAsync(string[][] table)
    {
        string Cell(string value, int i) =>
            $"<c{i}>{SecurityElement.Escape(value).Replace("\r", "&#xD;", StringComparison.Ordinal)}</c{i}>";
        var rows = table.Select(row => $"<R>{string.Concat(row.Select(Cell))}</R>");
        string xml = $"<F>{string.Concat(rows)}</F>";
        foreach (var options in new[]
        {
            new CsvAssembleOptions { Record = "R" },
            new CsvAssembleOptions { Record = "R", Delimiter = ";", Quote = "'", LineEnd = CsvLineEnd.Lf },
        })
        {
            string file = await CsvFiles.FileOfAsync(xml, options);
            string back = await CsvFiles.XmlOfAsync(
                file, CsvFiles.Whole with { Delimiter = options.Delimiter, Quote = options.Quote });
            Assert.Equal(
                table.Select(row => string.Join('\t', row)),
                XElement.Parse(back, LoadOptions.PreserveWhitespace).Elements()
                    .Select(row => string.Join('\t', row.Elements().Select(e => e.Value))));
        }
    }
}
