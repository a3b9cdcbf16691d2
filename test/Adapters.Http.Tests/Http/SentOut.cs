using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Adapters.Http;
using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.Http;

/// <summary>One message on its way out, and what became of it.</summary>
internal sealed class SentOut : Transmission
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SentOut(string text = "hello", string? contentType = null, params (PropertyKey Key, string Value)[] context)
    {
        var builder = new MessageContextBuilder();
        foreach (var (key, value) in context) builder.Write(key, PropertyValue.From(value));
        var part = new MessagePart(MessagePart.BodyName, Body.From(Encoding.UTF8.GetBytes(text)), contentType);
        Message = new Message(Guid.CreateVersion7(), Guid.CreateVersion7(), builder.Build(), [part]);
    }

    public override IdempotencyKey Key => new(Message.Id, "to-erp");

    public override Message Message { get; }

    public override int Attempt => 0;

    public override string? Recorded => null;

    public override bool MayAct => true;

    public bool IsSent { get; private set; }

    /// <summary>What the far side answered, at a two-way port.</summary>
    public SourceItem? Response { get; private set; }

    public Failure? Failure { get; private set; }

    public bool IsTransient { get; private set; }

    public TimeSpan? NotBefore { get; private set; }

    /// <summary>Completes when it is settled.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Sends one by a sender of its own.</summary>
    public static async Task<SentOut> SendAsync(HttpSendOptions options, SentOut? one = null)
    {
        one ??= new SentOut();
        await using var sender = Sender(options);
        await sender.TransmitAsync([one], default);
        Assert.True(one.Settled.IsCompleted);
        return one;
    }

    public static HttpSender Sender(HttpSendOptions options, TimeProvider? time = null)
    {
        var errors = new List<string>();
        options.Validate(errors);
        Assert.Empty(errors);
        return HttpSender.Create(
            options, new SenderContext("to-erp", time ?? TimeProvider.System, NullLogger.Instance));
    }

    public override ValueTask<bool> RecordAsync(string record, CancellationToken cancellationToken) => new(true);

    public override void Sent(InboundItem? inbound = null)
    {
        IsSent = true;
        Settle();
    }

    public override ValueTask RespondedAsync(SourceItem response, CancellationToken cancellationToken)
    {
        Response = response;
        Sent();
        return default;
    }

    public override void Failed(Failure failure, bool transient, TimeSpan? notBefore = null)
    {
        (Failure, IsTransient, NotBefore) = (failure, transient, notBefore);
        Settle();
    }

    private void Settle() => Assert.True(_settled.TrySetResult(), "settled twice");
}
