using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using static Viaduct.Formats.Tests.FlatFile.Flat;

namespace Viaduct.Formats.Tests.FlatFile;

/// <summary>Memory does not grow with the file. Runs alone, because it looks at the whole process.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    private const long GrowthMax = 20L << 20;
    private const string Lines = "child_delimiter_type=\"hex\" child_delimiter=\"0xD 0xA\" child_order=\"postfix\"";
    private const string Commas = "child_delimiter_type=\"char\" child_delimiter=\",\" child_order=\"infix\"";

    [Theory]
    [InlineData("maxOccurs=\"unbounded\"", false)]
    [InlineData("maxOccurs=\"1\"", true)]
    public async Task HugeFile_NeedsNoMoreMemoryThanASmallOne(string occurs, bool isDebatched)
    {
        string schema = Schema("", Record("Root", Lines, RecordOf("L", occurs, Commas, Fields("A", "B", "C"))));
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var message = new PipelineMessage(
            new StreamedBody(() => new RepeatingStream(
                "", "1,twenty characters here,3\r\n", "", 30L << 20,
                () => most = Math.Max(most, GC.GetTotalMemory(true) - before))),
            new MessageContextBuilder());
        int count = 0;
        await foreach (var item in Disassembler(schema).DisassembleAsync(message, new Discarding(), default))
        {
            Assert.Null(item.Failure?.ToString());
            count++;
        }

        Assert.Equal(isDebatched, count > 1_000_000);
        Assert.True(most < GrowthMax, $"{most:N0} bytes more than before");
    }

    [Fact]
    public async Task UnclosedQuote_EndsAtTheLimit()
    {
        string schema = Schema("", Record("Root", Lines, RecordOf("L", "maxOccurs=\"unbounded\"", Commas,
            Field("A", "wrap_char_type=\"char\" wrap_char=\"'\""), Field("B"))));
        var message = new PipelineMessage(
            new StreamedBody(() => new RepeatingStream("'a',b\r\n'", "c,d\r\n", "", 30L << 20, static () => { })),
            new MessageContextBuilder());
        var limits = new PipelineLimits { ValueCharacters = 1 << 20 };
        var context = new RunContext(limits, keep: false);
        await foreach (var item in Disassembler(schema).DisassembleAsync(message, context, default))
        {
            Assert.Equal(FailureCodes.Limit, item.Failure!.Code);
            Assert.Equal(2, item.Failure.Place!.Line);
        }
    }

    private sealed class Discarding : PipelineContext
    {
        public override PipelineLimits Limits { get; } = new();

        public override IBodyWriter CreateBody() => new MemoryBodyWriter(long.MaxValue, keep: false);
    }
}
