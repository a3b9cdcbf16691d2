using Viaduct.Adapters.Loopback;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.Loopback;

/// <summary>What goes round.</summary>
public sealed class LoopbackTests
{
    [Fact]
    public async Task A_message_comes_back_with_its_body_and_its_own_properties()
    {
        var own = PropertyKey.Get("urn:test", "Own");
        var routable = PropertyKey.Get("urn:test", "Routable");
        var context = new MessageContextBuilder()
            .Write(own, PropertyValue.From(1m))
            .Promote(routable, PropertyValue.From("x"))
            .Promote(SystemProperties.MessageType, PropertyValue.From("urn:a#b"))
            .Build();
        var body = Body.From("text"u8.ToArray());
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        var part = new MessagePart(MessagePart.BodyName, body, "text/plain");
        var transmission = new Recorder(new Message(id, id, context, [part]));

        await using var sender = new LoopbackAdapter().CreateSender(
            new LoopbackSendOptions { Location = "again" }, null!);
        await sender.TransmitAsync([transmission], CancellationToken.None);

        var inbound = transmission.Inbound!;
        Assert.Equal("again", inbound.LocationName);
        Assert.Same(body, inbound.Item.Body);
        Assert.Equal("text/plain", inbound.Item.ContentType);
        Assert.Null(inbound.Item.Receipt);
        var back = inbound.Item.Context.Build();
        Assert.Equal(2, back.Properties.Length);
        Assert.True(back.TryGet(own, out _, out bool isOwnPromoted));
        Assert.False(isOwnPromoted);
        Assert.True(back.TryGet(routable, out var value, out bool isPromoted) && isPromoted);
        Assert.Equal("x", value.Text);
    }

    [Fact]
    public void A_port_without_a_location_is_a_mistake()
    {
        var errors = new List<string>();
        new LoopbackAdapter().ValidateSend(new LoopbackSendOptions { Location = " " }, errors);
        Assert.Single(errors);
    }

    private sealed class Recorder(Message message) : Transmission
    {
        public InboundItem? Inbound { get; private set; }

        public override IdempotencyKey Key => new(message.Id, "port");

        public override Message Message => message;

        public override int Attempt => 0;

        public override string? Recorded => null;

        public override bool MayAct => true;

        public override ValueTask<bool> RecordAsync(string record, CancellationToken cancellationToken) => new(true);

        public override void Sent(InboundItem? inbound = null) => Inbound = inbound;

        public override ValueTask RespondedAsync(SourceItem response, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override void Failed(Failure failure, bool transient, TimeSpan? notBefore = null) =>
            Assert.Fail(failure.Text);
    }
}
