using Viaduct.FormatsBench;
using Viaduct.FormatsBench.Contestants;
using Viaduct.FormatsBench.Lines;
using Viaduct.FormatsBench.Report;
using Viaduct.FormatsBench.Samples;

namespace Viaduct.Load.Tests.Formats;

public class FormatsBenchTests
{
    private const int Bytes = 20_000;

    [Fact]
    public async Task Samples_InEveryFormat_AreReadToTheSameDocumentAndWrittenBack()
    {
        string? document = null;
        foreach (var sample in new[] { FlatSamples.Delimited(), FlatSamples.Positional(), FlatSamples.Tagged() })
        {
            byte[] bytes = sample.Make(Bytes);
            byte[] xml = await Components.DocumentOfAsync(Components.Parser(sample), bytes);
            Assert.Equal(bytes.Length, await Components.WriteAsync(Components.Writer(sample), xml));
            string start = System.Text.Encoding.UTF8.GetString(xml)[..2_000];
            Assert.Equal(document ??= start, start);
        }
    }

    [Fact]
    public async Task Envelope_HasAMessageForEachRecord()
    {
        var sample = EnvelopeSample.Make();
        using var stream = new MemoryStream();
        int records = sample.Write(stream, Bytes);
        Assert.Equal(records, await Components.DisassembleAsync(Components.Debatcher(sample), stream.ToArray()));
    }

    [Fact]
    public async Task RateLine_ComparesThePairsWithoutTheFirst()
    {
        var options = new BenchOptions { Pairs = 2, Duration = TimeSpan.Zero };
        int ours = 0, bare = 0;
        var line = new RateLine("line", "calls/s", 0.5, 1, () => Count(ref ours), () => Count(ref bare));
        var figure = await line.RunAsync(options, TextWriter.Null);
        Assert.Equal((3, 3), (ours, bare));
        Assert.NotNull(figure.Ratio);

        static Task Count(ref int calls)
        {
            calls++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void Json_NamesWhatIsMissed()
    {
        string json = Reports.Json(
        [
            new Figure("slow", "MB/s", 1) { Bare = 10, Ratio = new Ratio(0.1, 0.1, 0.2), Bar = 0.5 },
            new Figure("near", "MB/s", 4) { Bare = 10, Ratio = new Ratio(0.4, 0.3, 0.6), Bar = 0.5 },
            new Figure("large", "MB", 200) { Bar = 150, IsMost = true },
        ]);
        using var read = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(
            ["slow", "large"], read.RootElement.GetProperty("missed").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(0.1, read.RootElement.GetProperty("slow").GetProperty("ratio").GetDouble());
    }

    [Theory]
    [InlineData("--only", "nothing")]
    [InlineData("--pairs", "0")]
    [InlineData("--unknown", "1")]
    public void Options_ThatAreNone_AreRefused(params string[] arguments) =>
        Assert.Null(BenchOptions.Parse(arguments));
}
