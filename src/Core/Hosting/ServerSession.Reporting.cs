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
    private IReadOnlyList<EndpointTrouble> _reportedTroubles = [];

    /// <summary>Reports, if there is something new to say: a server at rest writes nothing.</summary>
    public async Task ReportAsync(CancellationToken cancellationToken)
    {
        int load = ItemsInHand;
        var troubles = Troubles.Now;
        bool isDue = _reportedAt is not { } at || Time.GetElapsedTime(at) >= ReportInterval
            || BitOperations.Log2((uint)load) != BitOperations.Log2((uint)_reportedLoad)
            || !troubles.SequenceEqual(_reportedTroubles);
        // Before it works, and when it ends, it is nobody's heir.
        if (!isDue || _applied == 0 || _ending || Lease.IsLost) return;
        var report = new SessionReport(load, Time.GetUtcNow()) { Troubles = troubles };
        await Store.Sessions.ReportAsync(Id, report, cancellationToken);
        (_reportedAt, _reportedLoad, _reportedTroubles) = (Time.GetTimestamp(), load, troubles);
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
