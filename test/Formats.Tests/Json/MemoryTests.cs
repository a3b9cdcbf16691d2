using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Json;
using Viaduct.Formats.Tests.Csv;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Json;

/// <summary>Memory does not grow with the file. Runs alone, because it looks at the whole process.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    private const long GrowthMax = 24L << 20;
    private const int Megabytes = 12;

    private static readonly PipelineLimits Limits = new() { BodyBytes = 1L << 30, ValueCharacters = 1 << 30 };

    /// <summary>What it is, and its start, middle and end.</summary>
    public static readonly TheoryData<string, string, string, string> Shapes = new()
    {
        { "one string", "{\"a\":\"", "0123456789 é abcdefghijklmnopqrstuvwxyz", "\"}" },
        { "one string of escapes", "{\"a\":\"", "\\n\\u00e9\\ud83d\\ude00", "\"}" },
        { "an array", "{\"a\":[1", ",{\"b\":\"c\",\"d\":[1,true,null]}", "]}" },
        { "white space", "{", " \r\n\t", "}" },
        { "many properties again and again", "[{\"a\":1}", ",{\"a\":{\"a\":{\"a\":1},\"b\":2},\"b\":{\"a\":3}}", "]" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task HugeDocument_NeedsNoMoreMemoryThanASmallOne(string what, string start, string middle, string end)
    {
        foreach (var options in new[] { JsonFiles.Order, new JsonOptions { PassThrough = true } })
            await MeasureAsync(JsonFiles.Disassembler(options), what, start, middle, end);
    }

    [Fact]
    public async Task HugeFileOfParts_NeedsNoMoreMemoryThanASmallOne()
    {
        foreach (bool passes in new[] { false, true })
        {
            var options = passes ? new JsonOptions { PassThrough = true } : JsonFiles.Order;
            await MeasureAsync(
                JsonFiles.Disassembler(options with { Split = JsonSplit.Lines, Recoverable = true }), "lines", "",
                "{\"a\":1,\"b\":[true]}\n", "");
            await MeasureAsync(
                JsonFiles.Disassembler(options with { Split = JsonSplit.Array }), "items", "[1", ",{\"a\":\"b\"}", "]");
        }
    }

    [Fact]
    public async Task HugeTable_NeedsNoMoreMemoryThanASmallOne()
    {
        await MeasureAsync(CsvFiles.Disassembler(CsvFiles.Whole), "rows together", "a,b\n", "1,\"x\ny\"\n", "");
        await MeasureAsync(CsvFiles.Disassembler(), "rows alone", "a,b\n", "1,\"x\ny\"\n", "");
    }

    [Fact]
    public async Task HugeXml_BecomesJsonInBoundedMemory()
    {
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var assembler in new[] { JsonFiles.Assembler(), CsvFiles.Assembler() })
        {
            var message = Message("<F>", "<R><a>1</a><b>x &amp; y</b></R>", "</F>", () =>
                most = Math.Max(most, GC.GetTotalMemory(true) - before));
            Assert.Null(await assembler.RunAsync(message, new RunContext(Limits, keep: false), default));
        }

        Assert.True(most < GrowthMax, $"{most:N0} bytes more than before");
    }

    private static async Task MeasureAsync(
        IDisassembler disassembler, string what, string start, string middle, string end)
    {
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var message = Message(start, middle, end, () => most = Math.Max(most, GC.GetTotalMemory(true) - before));
        await foreach (var item in disassembler.DisassembleAsync(message, new Discarding(), default))
            Assert.Null(item.Failure?.ToString());
        Assert.True(most < GrowthMax, $"{what}: {most:N0} bytes more than before");
    }

    private static PipelineMessage Message(string start, string middle, string end, Action measure) => new(
        new StreamedBody(() => new RepeatingStream(start, middle, end, (long)Megabytes << 20, measure)),
        new MessageContextBuilder());

    private sealed class Discarding : PipelineContext
    {
        public override PipelineLimits Limits => MemoryTests.Limits;

        public override IBodyWriter CreateBody() => new MemoryBodyWriter(long.MaxValue, keep: false);
    }
}
