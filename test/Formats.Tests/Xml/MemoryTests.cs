using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Memory does not grow with the document. Runs alone, because it looks at the whole process.</summary>
[Collection(nameof(Alone))]
public class MemoryTests
{
    private const long GrowthMax = 20L << 20;

    private static readonly PipelineLimits Limits = new() { BodyBytes = 1L << 30, ValueCharacters = 1 << 30 };

    public static readonly TheoryData<string, int, string, string, string> Shapes = new()
    {
        { "one text", 200, "<a><b>1</b><c>", "0123456789 &amp; abcdefghijklmnopqrstuvwxyz é\n", "</c></a>" },
        { "one text of one line", 200, "<a><b>1</b><c>", "0123456789", "</c></a>" },
        { "white space", 40, "<a>", " \n", "<b>1</b></a>" },
        { "many elements", 40, "<a><b>1</b>", "<c d='1'>text</c>\n", "</a>" },
        { "many comments", 40, "<a><b>1</b>", "<!-- comment -->", "</a>" },
        { "many CDATA sections", 40, "<a><b>1</b>", "<![CDATA[section]]>", "</a>" },
        { "many namespaces", 40, "<a><b>1</b>", "<p:c xmlns:p='urn:p'/>", "</a>" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Disassemble_HugeDocument_NeedsNoMoreMemoryThanASmallOne(
        string what, int megabytes, string start, string middle, string end)
    {
        var key = PropertyKey.Get("urn:p", "B");
        var disassembler = Documents.Disassembler(
            null, null, new ConfiguredPromotion("a", "/a/b", key, PropertyValueKind.Number));
        long length = (long)megabytes << 20;
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var message = new PipelineMessage(
            new StreamedBody(() => new RepeatingStream(
                start, middle, end, length, () => most = Math.Max(most, GC.GetTotalMemory(true) - before))),
            new MessageContextBuilder());
        var context = new RunContext(Limits, keep: false);

        var result = await disassembler.GoodAsync(message, context);

        Assert.Equal(1, result.Context[key].Number);
        Assert.True(context.Bodies[0].Written >= length - 10, $"{context.Bodies[0].Written:N0} bytes written");
        Assert.True(most < GrowthMax, $"{what}: {most:N0} bytes more than before");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {most:N0} bytes more than before");
    }
}
