using Viaduct.Campaign.Plan;
using Viaduct.Campaign.Servers;

namespace Viaduct.Campaign.Faults;

/// <summary>What is done to servers.</summary>
internal sealed class ServerFaults(ServerGroup group)
{
    private const int HoldingTries = 200;
    private const int HeldLooks = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Causes a fault; gives whose it was.</summary>
    public async Task<string> MakeAsync(Fault fault)
    {
        var victim = fault.Kind == FaultKind.KillListening
            ? group.ListenerOf(Ports.Locations[fault.Victim % Ports.Locations.Count])
            : VictimOf(fault.Victim);
        // In the order of their numbers, so that two faults never wait for each other.
        List<ServerSlot> victims = fault.Kind == FaultKind.KillTwo ? [victim, VictimOf(fault.Victim + 1)] : [victim];
        victims.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
        foreach (var one in victims) await one.Turn.WaitAsync();
        try
        {
            return await MakeAsync(fault, victims);
        }
        finally
        {
            foreach (var one in victims) one.Turn.Release();
        }
    }

    /// <summary>A server stands still while it holds the way to the SQLite file, as well as that can be met.</summary>
    public async Task<string> PauseHoldingAsync(Fault fault)
    {
        var store = (SqliteStore)group.Store;
        var victim = VictimOf(fault.Victim);
        await victim.Turn.WaitAsync();
        try
        {
            bool isHolding = false;
            for (int tried = 0; tried < HoldingTries && !isHolding; tried++)
            {
                victim.Pause();
                isHolding = await StaysHeldAsync(store);
                if (isHolding) continue;
                victim.Continue();
                await Task.Delay(Look, TimeProvider.System);
            }

            if (!isHolding) victim.Pause();
            await WaitAsync(fault);
            victim.Continue();
            return $"{victim.Name} for {fault.Milliseconds} ms{(isHolding ? "" : ", not met")}";
        }
        finally
        {
            victim.Turn.Release();
        }
    }

    private static async Task<bool> StaysHeldAsync(SqliteStore store)
    {
        // The others hold it for milliseconds; who stands still, for good.
        for (int look = 0; look < HeldLooks; look++)
        {
            if (!store.IsHeld()) return false;
            await Task.Delay(Look, TimeProvider.System);
        }

        return true;
    }

    private static async Task<string> MakeAsync(Fault fault, List<ServerSlot> victims)
    {
        var victim = victims[0];
        switch (fault.Kind)
        {
            case FaultKind.KillStarting:
                await victim.KillAsync();
                victim.Begin();
                await WaitAsync(fault);
                await victim.KillAsync();
                await victim.StartAsync();
                return $"{victim.Name} {fault.Milliseconds} ms after its start";
            case FaultKind.PauseShort or FaultKind.PauseLong:
                victim.Pause();
                await WaitAsync(fault);
                victim.Continue();
                return $"{victim.Name} for {fault.Milliseconds} ms";
            case FaultKind.Restart:
                await victim.StopAsync();
                await victim.StartAsync();
                return victim.Name;
            default:
                await Task.WhenAll(victims.Select(one => one.KillAsync()));
                await WaitAsync(fault);
                await Task.WhenAll(victims.Select(one => one.StartAsync()));
                return $"{string.Join(" and ", victims.Select(one => one.Name))}, back after {fault.Milliseconds} ms";
        }
    }

    private ServerSlot VictimOf(int number) => group.Servers[number % group.Servers.Count];

    private static Task WaitAsync(Fault fault) => Task.Delay(fault.Length, TimeProvider.System);
}
