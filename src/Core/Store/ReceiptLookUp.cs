using Microsoft.Extensions.Logging;
using Viaduct.Core.Adapters;

namespace Viaduct.Core.Store;

/// <summary>
/// Finds the receipts that are there before a commit, for those whose source often sends what it has sent before: a
/// commit that fails costs more than a look.
/// </summary>
internal sealed partial class ReceiptLookUp(IReceiptStore receipts, TimeSpan wait, TimeProvider time, ILogger logger)
{
    /// <summary>Takes out the members whose receipts are there; waits for the store as long as it takes.</summary>
    public async Task DropReceivedAsync(List<CommitEntry> members, CancellationToken abandon)
    {
        List<ReceiptKey>? keys = null;
        foreach (var member in members)
        {
            if (member.Receipt is { LookUp: true } receipt) (keys ??= []).Add(receipt.Key);
            if (member.OtherReceipts is null) continue;
            foreach (var other in member.OtherReceipts)
                if (other.LookUp) (keys ??= []).Add(other.Key);
        }

        if (keys is null) return;
        while (true)
        {
            try
            {
                var found = await receipts.FindAsync(keys, abandon);
                if (found.Count > 0) Settlement.DropReceived(members, found);
                return;
            }
            catch (StoreUnavailableException e)
            {
                LogLookUpWaits(logger, e.Message);
                await Task.Delay(wait, time, abandon);
            }
        }
    }

    [LoggerMessage(1005, LogLevel.Warning, "The look-up of receipts waits for the store: {Text}")]
    private static partial void LogLookUpWaits(ILogger logger, string text);
}
