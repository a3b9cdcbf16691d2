using System.Numerics;
using Viaduct.Core.Store;

namespace Viaduct.Core.Hosting;

/// <content>What it says of itself, for others to see.</content>
internal sealed partial class ServerSession
{
    // For how long the end of a session waits to tell others that it takes nothing more.
    private static readonly TimeSpan FarewellWait = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMinutes(1);

    private long? _reportedAt;
    private int _reportedLoad;

    /// <summary>Reports, if there is something new to say: a server at rest writes nothing.</summary>
    public async Task ReportAsync(CancellationToken cancellationToken)
    {
        int load = ItemsInHand;
        bool isDue = _reportedAt is not { } at || Time.GetElapsedTime(at) >= ReportInterval
            || BitOperations.Log2((uint)load) != BitOperations.Log2((uint)_reportedLoad);
        // Before it works, and when it ends, it is nobody's heir.
        if (!isDue || _applied == 0 || _ending || Lease.IsLost) return;
        await Store.Sessions.ReportAsync(Id, new SessionReport(load, Time.GetUtcNow()), cancellationToken);
        (_reportedAt, _reportedLoad) = (Time.GetTimestamp(), load);
    }

    /// <summary>Says that it takes nothing more, before it gives away what it has.</summary>
    private async Task SayFarewellAsync(CancellationToken noTimeLeft)
    {
        try
        {
            var report = new SessionReport(ItemsInHand, Time.GetUtcNow(), IsReady: false);
            await Store.Sessions.ReportAsync(Id, report, noTimeLeft).WaitAsync(FarewellWait, Time, noTimeLeft);
        }
        catch (Exception e) when (e is StoreUnavailableException or OperationCanceledException or TimeoutException)
        {
            // Then it may be given something that it frees at once.
        }
    }
}
