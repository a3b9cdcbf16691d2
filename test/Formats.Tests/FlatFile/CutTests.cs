using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Values that are longer than their place in a positional record.</summary>
public class CutTests
{
    private const string ByBytes = "count_positions_by_byte=\"true\" codepage=\"65001\"";

    [Theory]
    [InlineData("", "left", "a\u00e9\ud83d\ude00b", 4, "a\u00e9\ud83d\ude00")]
    [InlineData("", "left", "a\u00e9\ud83d\ude00b", 3, "a\u00e9 ")]
    [InlineData("", "right", "a\u00e9\ud83d\ude00b", 3, "\ud83d\ude00b")]
    [InlineData("", "right", "a\u00e9\ud83d\ude00b", 2, "b ")]
    [InlineData(ByBytes, "left", "a\u00e9\ud83d\ude00b", 7, "a\u00e9\ud83d\ude00")]
    [InlineData(ByBytes, "left", "a\u00e9\ud83d\ude00b", 4, "a\u00e9 ")]
    [InlineData(ByBytes, "right", "a\u00e9\ud83d\ude00b", 5, "\ud83d\ude00b")]
    [InlineData(ByBytes, "right", "a\u00e9\ud83d\ude00b", 4, "b   ")]
    public async Task WholeCharacters(string info, string justification, string value, int length, string written) =>
        Assert.Equal(written, await WriteAsync(SchemaOf(info, justification, length), $"<R><A>{value}</A></R>"));

    [Theory]
    [InlineData("left", "\u00e9\u00e9 ")]
    [InlineData("right", "\u00e9\u00e9 ")]
    public async Task ALongValue_TakesNoLongTime(string justification, string written)
    {
        string value = new('\u00e9', 1_000_000);
        Assert.Equal(written, await WriteAsync(SchemaOf(ByBytes, justification, 5), $"<R><A>{value}</A></R>"));
    }

    private static string SchemaOf(string info, string justification, int length) => Schema(
        info,
        Record("R", "structure=\"positional\"",
            Field("A", $"pos_offset=\"0\" pos_length=\"{length}\" justification=\"{justification}\"")));
}
