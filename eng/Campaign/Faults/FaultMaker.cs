using Viaduct.Campaign.Flow;
using Viaduct.Campaign.Histories;
using Viaduct.Campaign.Plan;
using Viaduct.Campaign.Servers;

namespace Viaduct.Campaign.Faults;

/// <summary>
/// Causes faults. Each is over when whoever was ended runs again; whether the group has got over it is not waited
/// for, so that the next one meets it on its way back.
/// </summary>
internal sealed class FaultMaker(ServerGroup group, FarSide farSide, HistoryBook book, SteppedClockSwitch? clock)
    : IDisposable
{
    private readonly ServerFaults _servers = new(group);
    private readonly StoreFaults _store = new(group.Store, clock);

    /// <summary>Causes one, and returns when it is over.</summary>
    public async Task CauseAsync(Fault fault)
    {
        double from = book.Now;
        string what = $"{fault.Kind} ";
        try
        {
            what += await MakeAsync(fault);
        }
        finally
        {
            book.Caused(fault.Number, what.TrimEnd(), from);
        }

        await group.ReviveAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private Task<string> MakeAsync(Fault fault) => fault.Kind switch
    {
        FaultKind.Kill or FaultKind.KillTwo or FaultKind.KillStarting or FaultKind.KillListening
            or FaultKind.PauseShort or FaultKind.PauseLong or FaultKind.Restart => _servers.MakeAsync(fault),
        FaultKind.Apply => AppliedAsync(),
        FaultKind.StopPort => StoppedAsync(fault),
        FaultKind.EndpointRefuses => BehavesAsync(FarBehaviour.Refuses, fault),
        FaultKind.EndpointHangs => BehavesAsync(FarBehaviour.Hangs, fault),
        FaultKind.EndpointCuts => BehavesAsync(FarBehaviour.Cuts, fault),
        FaultKind.EndpointCutsAfter => BehavesAsync(FarBehaviour.CutsAfter, fault),
        FaultKind.PauseHoldingStore => _servers.PauseHoldingAsync(fault),
        _ => _store.MakeAsync(fault),
    };

    private async Task<string> AppliedAsync()
    {
        await group.ApplyAsync();
        return "";
    }

    private async Task<string> StoppedAsync(Fault fault)
    {
        string port = Ports.Send[fault.Victim % Ports.Send.Count];
        await group.SayAsync("ports", "stop", port);
        await Task.Delay(fault.Length, TimeProvider.System);
        await group.SayAsync("ports", "start", port);
        return port;
    }

    private async Task<string> BehavesAsync(FarBehaviour behaviour, Fault fault)
    {
        farSide.Behave(behaviour);
        await Task.Delay(fault.Length, TimeProvider.System);
        farSide.Behave(FarBehaviour.Well);
        return $"{fault.Milliseconds} ms";
    }
}
