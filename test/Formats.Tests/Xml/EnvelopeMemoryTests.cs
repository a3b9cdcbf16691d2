using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;
using Viaduct.Formats.Tests.Support;
using Viaduct.Formats.Xml;

namespace Viaduct.Formats.Tests.Xml;

/// <summary>Memory does not grow with the envelope. Runs alone, because it looks at the whole process.</summary>
[Collection(nameof(Alone))]
public class EnvelopeMemoryTests
{
    private const long GrowthMax = 20L << 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disassemble_HugeEnvelope_NeedsNoMoreMemoryThanASmallOne(bool isGood)
    {
        const long Length = 24L << 20;
        var options = new XmlOptions { Schemas = ["schemas"], Validate = true, Recoverable = true };
        var disassembler = Documents.Disassembler(options, Envelopes.Package());
        string[] around = Envelopes.BatchOf("SPLIT").Split("SPLIT");
        long most = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var message = new PipelineMessage(
            new StreamedBody(() => new RepeatingStream(
                around[0], Envelopes.Order(isGood ? "1" : "x"), around[1], Length,
                () => most = Math.Max(most, GC.GetTotalMemory(true) - before))),
            new MessageContextBuilder());
        int parts = 0;
        await foreach (var item in disassembler.DisassembleAsync(message, new Forgetful(), default))
        {
            Assert.Equal(isGood, item.Failure is null);
            parts++;
        }

        Assert.InRange(parts, (int)(Length / 100), int.MaxValue);
        Assert.True(most < GrowthMax, $"{most:N0} bytes more than before");
    }

    private sealed class Forgetful : PipelineContext
    {
        public override PipelineLimits Limits { get; } = new();

        public override IBodyWriter CreateBody() => new MemoryBodyWriter(Limits.BodyBytes, keep: false);
    }
}
