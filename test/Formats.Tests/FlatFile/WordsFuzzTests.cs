using System.Text;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>
/// Files and values put together from the words that mean something. A failure names the seed and the smallest words
/// that fail.
/// </summary>
public class WordsFuzzTests
{
    private const string Quoted = "wrap_char_type=\"char\" wrap_char=\"&quot;\"";

    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(FlatFuzz.IsLong ? 50_000 : 500);

    private static readonly string[] Words =
    [
        "\r\n", "\r", "\n", ",", ";", "|", "\"", "\"\"", "\\", "H", "H,", "L", "L,", "END", " ", "a", "1", "é", "😀",
        "\u001a", "   12", "abc",
    ];

    private static readonly string[] Pieces =
        [",", "\"", "\\", "a", "0", ";", "é", "😀", "|", "'", "&", "<", "x y", "longer than the others"];

    [Theory]
    [MemberData(nameof(FuzzTests.Kinds), MemberType = typeof(FuzzTests))]
    public void Parse_AnyWords_GivesMessagesOrAFailure(string kind, string schema, string file)
    {
        var fuzz = new FlatFuzz(new MemoryPackage().Add(Flat.Path, schema), Flat.Path);
        var files = Gen.Elements([.. Words, file]).ListOf().Select(string.Concat);
        Check.One(Many, Prop.ForAll(files.ToArbitrary(), (Action<string>)(text =>
            fuzz.TryAsync(Encoding.UTF8.GetBytes(text), kind).GetAwaiter().GetResult())));
    }

    [Theory]
    [InlineData("escape_char_type=\"char\" escape_char=\"\\\"", "")]
    [InlineData("", Quoted)]
    public void Write_AnyValues_AreReadAsTheSame(string record, string field)
    {
        string schema = Schema("", Record(
            "Root", "child_delimiter_type=\"hex\" child_delimiter=\"0xD 0xA\" child_order=\"postfix\"",
            RecordOf(
                "L", "maxOccurs=\"unbounded\"",
                $"child_delimiter_type=\"char\" child_delimiter=\",\" child_order=\"infix\" {record}",
                Field("A", field), Field("B", field), Field("C", field))));
        var (disassembler, assembler) = (Disassembler(schema), Assembler(schema));
        var value = Gen.Elements(Pieces).NonEmptyListOf().Select(string.Concat);
        var rows = Gen.ArrayOf(value, 3).NonEmptyListOf().Select(list => list.ToArray());
        Check.One(Many, Prop.ForAll(rows.ToArbitrary(), (Action<string[][]>)(values =>
            ComeBackAsync(disassembler, assembler, values).GetAwaiter().GetResult())));
    }

    private static async Task ComeBackAsync(IDisassembler disassembler, IBodyComponent assembler, string[][] rows)
    {
        var root = new XElement("Root", rows.Select(row => new XElement(
            "L", row.Select((value, i) => new XElement(((char)('A' + i)).ToString(), value)))));
        var message = Documents.Message(root.ToString(SaveOptions.DisableFormatting));
        Assert.Null((await assembler.RunAsync(message, new RunContext(), default))?.ToString());
        var (messages, failure) = await RunAsync(disassembler, message.Bytes());
        Assert.Null(failure?.ToString());
        var read = XElement.Parse(Assert.Single(messages));
        Assert.Equal(
            rows.Select(row => string.Join('\t', row)),
            read.Elements().Select(line => string.Join('\t', line.Elements().Select(element => element.Value))));
    }
}
