using Microsoft.Extensions.Logging;
using Viaduct.Core.Pipelines;
using Viaduct.Core.Process;
using Viaduct.Core.Store;

namespace Viaduct.Core.Transmit;

/// <summary>
/// Takes batches of one send port's work items through its pipeline to its sender. What is settled is committed at
/// once, while slow transmissions go on.
/// </summary>
/// <param name="port">The port.</param>
/// <param name="services">What it works with.</param>
/// <param name="completions">Who writes down what is settled.</param>
/// <param name="trace">The port's spans.</param>
internal sealed partial class TransmitBatch(
    SendPort port, TransmitServices services, Completions completions, TransmitTrace trace)
{
    private static readonly TimeSpan LongInFlight = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeaseCheck = TimeSpan.FromMilliseconds(50);

    /// <summary>Works a batch; every item of it is settled then, unless the session is lost.</summary>
    /// <param name="batch">The items; all the caller's again afterwards.</param>
    /// <param name="noTimeLeft">Cancelled when what is under way is to be abandoned.</param>
    public async ValueTask RunAsync(List<WorkItem> batch, CancellationToken noTimeLeft)
    {
        using var span = trace.Begin(batch);
        var ready = port.Pipeline.IsPassThrough ? batch : await AssembleAsync(batch, noTimeLeft);
        long begun = 0;
        for (var left = ready; left.Count > 0; left = HeldBack(left))
        {
            if (!await MayActAsync(noTimeLeft)) return;
            begun = services.Time.GetTimestamp();
            await SendAsync(left, noTimeLeft);
        }

        if (ready.Count == 0) return;
        Fail(ready, "The sender returned without settling the transmission.");
        services.Unit.Figures.Transmitted(port.Name, CodeOf(ready), services.Time.GetElapsedTime(begun));
    }

    private async ValueTask<bool> MayActAsync(CancellationToken noTimeLeft)
    {
        while (!services.Lease.MayAct)
        {
            if (services.Lease.IsLost) return false;
            await Task.Delay(LeaseCheck, services.Time, noTimeLeft);
        }

        return true;
    }

    private async ValueTask SendAsync(List<WorkItem> ready, CancellationToken noTimeLeft)
    {
        var sending = port.Sender.TransmitAsync(ready, noTimeLeft);
        if (sending.IsCompleted) await sending;
        else await FollowAsync(sending.AsTask(), ready, noTimeLeft);
    }

    /// <summary>
    /// What a sender has left because the right to act had lapsed (a heartbeat came late): it is sent once that has
    /// come back, and nobody has failed.
    /// </summary>
    private List<WorkItem> HeldBack(List<WorkItem> batch)
    {
        var heldBack = batch.FindAll(item => item.TakeHeldBack());
        if (heldBack.Count > 0 && !services.Lease.IsLost) LogHeldBack(services.Logger, port.Name, heldBack.Count);
        return heldBack;
    }

    /// <summary>Fails what is not settled, because of a defect of the sender.</summary>
    public static void Fail(List<WorkItem> batch, string defect)
    {
        foreach (var item in batch)
            if (!item.IsSettled)
                item.Failed(new Failure(FailureCodes.ComponentDefect, defect), transient: true);
    }

    // Of several, some may have failed and some not.
    private static string? CodeOf(List<WorkItem> batch) =>
        batch is [{ Failure: { } failure }] ? FailureCodes.Known(failure.Code) : null;

    private async ValueTask<List<WorkItem>> AssembleAsync(List<WorkItem> batch, CancellationToken noTimeLeft)
    {
        var ready = new List<WorkItem>(batch.Count);
        foreach (var item in batch)
        {
            try
            {
                var (message, failure) = await port.Pipeline.RunAsync(item.Original, services.Pipeline, noTimeLeft);
                if (failure is not null)
                {
                    item.Failed(failure, transient: false);
                    continue;
                }

                bool isTracked = services.Unit.Tracking.OfPort(port.Name).After;
                item.Assembled(
                    isTracked ? await SentBodies.KeepAsync(message!, services.Pipeline, noTimeLeft) : message!);
                ready.Add(item);
            }
            catch (Exception e) when (e is IOException or StoreUnavailableException)
            {
                item.Failed(new Failure(FailureCodes.TransmitTransient, e.Message), transient: true);
            }
        }

        return ready;
    }

    /// <summary>
    /// Commits what is settled early, and lets what takes long go on as open items, so that nothing waits for them.
    /// </summary>
    private async Task FollowAsync(Task sending, List<WorkItem> batch, CancellationToken noTimeLeft)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(noTimeLeft);
        var longTime = Task.Delay(LongInFlight, services.Time, ended.Token);
        while (!sending.IsCompleted)
        {
            await Task.WhenAny(sending, completions.Settled.WaitAsync(), longTime);
            await completions.FlushAsync(noTimeLeft);
            if (!longTime.IsCompletedSuccessfully) continue;
            Outlive(batch);
            longTime = Task.Delay(LongInFlight, services.Time, ended.Token);
        }

        await ended.CancelAsync();
        await sending;
    }

    private void Outlive(List<WorkItem> batch)
    {
        foreach (var item in batch)
        {
            // First: what is recorded from here on waits for the move, and what was recorded goes with it.
            if (!item.TryBeginMove()) continue;
            var move = new OutlivingItem(item, completions);
            var entry = new CommitEntry(move);
            move.Next = item.Origin.Outlive(entry, item, services.Time.GetUtcNow());
            if (move.Next is not null) services.Unit.Enqueue(entry);
            else if (item.EndMove(null)) completions.SettledWhileItMoved(item);
        }
    }

    [LoggerMessage(
        1309, LogLevel.Warning,
        "{Port}: a heartbeat of this server came late, so that it might not act for a while; {Items} messages that it "
        + "had begun with are transmitted when it may again.")]
    private static partial void LogHeldBack(ILogger logger, string port, int items);
}
