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
