using Viaduct.Core.Messages;

namespace Viaduct.Core.Tests.Messages;

public class MessageRecordCodecTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Message_WithEveryKindOfPropertyAndPart_IsReadBackAsItWas()
    {
        var context = new MessageContextBuilder()
            .Promote(SystemProperties.MessageType, PropertyValue.From("urn:a#b"))
            .Write(PropertyKey.Get("urn:own", "Total"), PropertyValue.From(12.50m))
            .Promote(PropertyKey.Get("urn:own", "At"), PropertyValue.From(Noon))
            .Write(PropertyKey.Get("", "Flag"), PropertyValue.From(true))
            .Write(PropertyKey.Get("urn:own", "Long"), PropertyValue.From(new string('ä', 5_000)))
            .Build();
        var message = new Message(Ids.Create(Noon), Ids.Create(Noon), context,
        [
            new MessagePart(MessagePart.BodyName, Body.From("body"u8.ToArray()), "text/plain"),
            new MessagePart("attachment", Body.Empty),
        ]);

        var read = MessageRecordCodec.Read(Write(message), (_, _) => throw new InvalidOperationException());

        Assert.Equal((message.Id, message.InterchangeId), (read.Id, read.InterchangeId));
        Assert.Equal(context.Properties.ToArray(), read.Context.Properties.ToArray());
        Assert.True(read.Body.Body.TryGetBytes(out var bytes) && bytes.Span.SequenceEqual("body"u8));
        Assert.Equal(("text/plain", "attachment"), (read.Body.ContentType, read.Parts[1].Name));
        Assert.Equal(0, read.Parts[1].Body.Length);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("2147483647")]
    [InlineData("-2147483648")]
    [InlineData("2147483648")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("0.00")]
    public void Number_IsReadBackWithItsScale(string text)
    {
        decimal number = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var context = new MessageContextBuilder().Write(PropertyKey.Get("urn:own", "N"), PropertyValue.From(number));
        var message = new Message(
            Ids.Create(Noon), Ids.Create(Noon), context.Build(), [new MessagePart(MessagePart.BodyName, Body.Empty)]);
        var read = MessageRecordCodec.Read(Write(message), (_, _) => Body.Empty);
        Assert.Equal(decimal.GetBits(number), decimal.GetBits(read.Context.Properties[0].Value.Number));
    }

    [Fact]
    public void Write_WhatNearlyEveryMessageCarries_TakesAByteForItsName()
    {
        var context = new MessageContextBuilder()
            .Promote(SystemProperties.ReceivePortName, PropertyValue.From("p"))
            .Write(SystemProperties.InterchangeSequenceNumber, PropertyValue.From(1m))
            .Build();
        byte[] record = Write(new Message(
            Ids.Create(Noon), Ids.Create(Noon), context, [new MessagePart(MessagePart.BodyName, Body.Empty)]));
        const int IdBytes = 1 + 16 + 16, PropertyBytes = 1 + 4 + 3, PartBytes = 1 + 3 + 1;
        Assert.InRange(record.Length, IdBytes + PropertyBytes, IdBytes + PropertyBytes + PartBytes);
        var read = MessageRecordCodec.Read(record, (_, _) => Body.Empty);
        Assert.Equal(context.Properties.ToArray(), read.Context.Properties.ToArray());
    }

    [Fact]
    public void Read_DamagedRecord_SaysSoAndNothingElse()
    {
        byte[] record = Write(new Message(
            Ids.Create(Noon), Ids.Create(Noon),
            new MessageContextBuilder().Promote(SystemProperties.MessageType, PropertyValue.From("a")).Build(),
            [new MessagePart(MessagePart.BodyName, Body.From("body"u8.ToArray()))]));
        for (int length = 0; length < record.Length; length++)
            Assert.Throws<InvalidDataException>(
                () => MessageRecordCodec.Read(record.AsMemory(0, length), (_, _) => Body.Empty));
    }

    private static byte[] Write(Message message)
    {
        var writer = new ByteWriter();
        MessageRecordCodec.Write(writer, message);
        return writer.ToArray();
    }
}
