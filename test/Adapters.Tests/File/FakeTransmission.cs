using Viaduct.Core.Adapters;
using Viaduct.Core.Messages;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.File;

/// <summary>One attempt, through a crash plan.</summary>
internal sealed class FakeTransmission(FakeDelivery delivery, CrashPlan plan) : Transmission
{
    /// <summary>False once the owner may not act any more.</summary>
    public bool MayActNow { get; set; } = true;

    /// <summary>False if another owner has taken over.</summary>
    public bool MayRecord { get; set; } = true;

    /// <summary>Runs before the record is made.</summary>
    public Action BeforeRecord { get; set; } = () => { };

    /// <summary>True once it is settled.</summary>
    public bool IsSettled { get; private set; }

    public override IdempotencyKey Key => new(delivery.Message.Id, "to-folder");

    public override Message Message => delivery.Message;

    public override int Attempt => delivery.Attempts;

    public override string? Recorded => delivery.Recorded;

    public override bool MayAct => MayActNow;

    public override ValueTask<bool> RecordAsync(string record, CancellationToken cancellationToken)
    {
        BeforeRecord();
        return new(plan.Do("Record", () =>
        {
            if (MayRecord) delivery.Recorded = record;
            return MayRecord;
        }));
    }

    public override void Sent(InboundItem? inbound = null) => Settle("Sent", () => delivery.IsSent = true);

    public override ValueTask RespondedAsync(SourceItem response, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override void Failed(Failure failure, bool transient, TimeSpan? notBefore = null) => Settle("Failed", () =>
    {
        delivery.Attempts++;
        (delivery.Failure, delivery.IsTransient) = (failure, transient);
        return true;
    });

    private void Settle(string how, Func<bool> effect)
    {
        Assert.False(IsSettled, "settled twice");
        plan.Do(how, effect);
        IsSettled = true;
    }
}
