using System.Diagnostics;
using Viaduct.Core.Messages;
using Viaduct.Core.Telemetry;

namespace Viaduct.Core.Tests.Telemetry;

/// <summary>Headers of tracing come from anybody.</summary>
public class TraceHeadersTests
{
    private const string Good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Theory]
    [InlineData(Good, true)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", false)]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03", true)]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later", true)]
    public void Read_WhatConforms_IsRead(string parent, bool recorded)
    {
        var read = TraceHeaders.Read(parent, "a=1,b=2");
        Assert.NotNull(read);
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", read.Value.TraceId.ToString());
        Assert.Equal("00f067aa0ba902b7", read.Value.SpanId.ToString());
        Assert.Equal(recorded, TraceHeaders.IsRecorded(read.Value));
        Assert.Equal("a=1,b=2", read.Value.TraceState);
        Assert.Equal($"00{parent[2..53]}0{(recorded ? 1 : 0)}", TraceHeaders.Parent(read.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x")]
    [InlineData("00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y")]
    public void Read_WhatDoesNot_IsNot(string parent) => Assert.Null(TraceHeaders.Read(parent, null));

    [Fact]
    public void Read_LongHeaders_AreNotRead()
    {
        Assert.Null(TraceHeaders.Read("cc" + Good[2..] + "-" + new string('a', 10_000), null));
        foreach (string state in new[]
        {
            new string('a', TraceHeaders.StateLengthMax + 1), "a=\u00e9", "a=1\nb", "",
            string.Join(',', Enumerable.Range(0, 33).Select(i => $"a{i}=1")),
        })
        {
            var read = TraceHeaders.Read(Good, state);
            Assert.NotNull(read);
            Assert.Null(read.Value.TraceState);
        }
    }

    [Fact]
    public void Read_Noise_NeverThrows()
    {
        var random = new Random(17);
        const string characters = "0123456789abcdef-ABCxyz ,=\u0000\u00ff";
        for (int i = 0; i < 100_000; i++)
        {
            char[] noise = Good.ToCharArray();
            for (int change = random.Next(1, 6); change > 0; change--)
                noise[random.Next(noise.Length)] = characters[random.Next(characters.Length)];
            string text = new(noise, 0, random.Next(40, noise.Length + 1));
            if (TraceHeaders.Read(text, text) is { } read) Assert.Equal(text[2..53], TraceHeaders.Parent(read)[2..53]);
        }
    }

    [Fact]
    public void Write_CrossesTheStore_AsFewBytes()
    {
        var trace = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "k=v");
        var context = new MessageContextBuilder();
        TraceHeaders.Write(context, trace);
        var message = new Message(
            Guid.CreateVersion7(), Guid.CreateVersion7(), context.Build(),
            [new MessagePart(MessagePart.BodyName, Body.Empty, null)]);
        var writer = new ByteWriter(256);
        MessageRecordCodec.Write(writer, message);
        Assert.True(writer.Length < 120, $"{writer.Length} bytes");
        var read = MessageRecordCodec.Read(writer.Written, (_, _) => Body.Empty);
        Assert.Equal(TraceHeaders.Parent(trace), TraceHeaders.Parent(TraceHeaders.Of(read.Context)!.Value));
        Assert.Equal("k=v", TraceHeaders.Of(read.Context)!.Value.TraceState);

        // Another trace takes its place, with all that it left.
        var next = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.None);
        TraceHeaders.Write(context, next);
        Assert.Equal(next.TraceId, TraceHeaders.Of(context)!.Value.TraceId);
        Assert.Null(context.Build().Text(SystemProperties.TraceState));
    }
}
