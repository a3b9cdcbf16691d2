using System.Text;
using Viaduct.Adapters.File;
using Viaduct.Core.Adapters;
using Viaduct.Core.Pipelines;

namespace Viaduct.Adapters.Tests.File;

/// <summary>A process of the group as a receiver sees it: its ledger and its intake, through a crash plan.</summary>
internal sealed class FakeSession(FakeBox box, CrashPlan plan) : IClaimLedger, IIntake
{
    private int _submitting;
    private int _submitted;
    private bool _isEnded;

    /// <summary>True if the process died.</summary>
    public bool IsDead => plan.IsDead;

    /// <summary>True if its claims are free.</summary>
    public bool IsOver => IsDead || _isEnded;

    /// <summary>The most items that were submitted at once.</summary>
    public int SubmittedAtOnce { get; private set; }

    /// <summary>How many items were submitted.</summary>
    public int Submitted => _submitted;

    /// <summary>What the intake answers instead of taking an item in; null lets it in.</summary>
    public Func<SourceItem, IntakeResult?> Answer { get; set; } = _ => null;

    /// <summary>Runs while an item is being submitted, before it is committed.</summary>
    public Func<SourceItem, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs when the receiver looks for abandoned claims, which it does in every round.</summary>
    public Action Looked { get; set; } = () => { };

    /// <summary>Runs when an item has been taken in.</summary>
    public Action Taken { get; set; } = () => { };

    /// <summary>False if the process may not claim any more.</summary>
    public bool MayClaim { get; set; } = true;

    /// <summary>The process stops in order.</summary>
    public void End() => _isEnded = true;

    public ValueTask<bool> RecordAsync(IReadOnlyList<Claim> claims, CancellationToken cancellationToken) =>
        new(plan.Do("Record", () =>
        {
            if (MayClaim) box.Record(this, claims);
            return MayClaim;
        }));

    public ValueTask CloseAsync(IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken)
    {
        plan.Do("Close", () =>
        {
            box.Close(claimIds);
            return true;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<AbandonedClaim>> TakeAbandonedAsync(CancellationToken cancellationToken)
    {
        Looked();
        return new(plan.Look(() => box.TakeAbandoned(this)));
    }

    public ValueTask<IReadOnlySet<Guid>> KnownAsync(
        IReadOnlyList<Guid> claimIds, CancellationToken cancellationToken) =>
        new(plan.Look(() => box.Known(claimIds)));

    public async ValueTask<IntakeResult> SubmitAsync(SourceItem item, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _submitted);
        SubmittedAtOnce = Math.Max(SubmittedAtOnce, Interlocked.Increment(ref _submitting));
        try
        {
            await Before(item, cancellationToken);
            if (Answer(item) is { } answer) return answer;
            FakeItem taken;
            try
            {
                taken = await ReadAsync(item, cancellationToken);
            }
            catch (IOException)
            {
                return new IntakeResult(IntakeOutcome.Refused, Guid.Empty);
            }

            bool isNew = plan.Do("Publish", () => box.Publish(taken, item.Receipt));
            var outcome = !isNew ? IntakeOutcome.Duplicate
                : item.Failure is null ? IntakeOutcome.Published
                : IntakeOutcome.Suspended;
            if (isNew) Taken();
            return new IntakeResult(outcome, Guid.Empty, item.Failure);
        }
        finally
        {
            Interlocked.Decrement(ref _submitting);
        }
    }

    public bool IsOpen => true;

    public IBodyWriter CreateBody() => throw new NotSupportedException("FILE reads its bodies where they are.");

    private static async Task<FakeItem> ReadAsync(SourceItem item, CancellationToken cancellationToken)
    {
        var context = item.Context.Build();
        await using var stream = await item.Body.OpenAsync(cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string path = context.Text(FileProperties.ReceivedFileName) ?? "";
        return new FakeItem(
            Path.GetFileName(path), await reader.ReadToEndAsync(cancellationToken), item.Failure, context);
    }
}
