using System.Diagnostics;
using Viaduct.Campaign.Plan;
using Viaduct.Campaign.Servers;

namespace Viaduct.Campaign.Faults;

/// <summary>What is done to the store, and to the way there.</summary>
internal sealed class StoreFaults(IStoreUnderTest store, SteppedClockSwitch? clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Causes a fault; gives what it was. One after the other: two at once are no store any more.</summary>
    public async Task<string> MakeAsync(Fault fault)
    {
        await _turn.WaitAsync();
        try
        {
            return store switch
            {
                PostgresStore postgres => await MakeAsync(fault, postgres),
                SqliteStore sqlite => await FillAsync(fault, sqlite),
                _ => throw new UnreachableException(),
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static async Task<string> FillAsync(Fault fault, SqliteStore sqlite)
    {
        if (!sqlite.IsMounted) return "not here: only root mounts a small disk";
        sqlite.Fill();
        await Task.Delay(fault.Length, TimeProvider.System);
        sqlite.Free();
        return $"for {fault.Milliseconds} ms";
    }

    private async Task<string> MakeAsync(Fault fault, PostgresStore postgres)
    {
        var length = TimeSpan.FromMilliseconds(fault.Milliseconds);
        switch (fault.Kind)
        {
            case FaultKind.StoreCrash:
                await postgres.Pair.First.KillAsync();
                await Task.Delay(length, TimeProvider.System);
                await postgres.Pair.First.StartAsync();
                return $"for {fault.Milliseconds} ms";
            case FaultKind.StorePause:
                postgres.Pair.First.Pause();
                await Task.Delay(length, TimeProvider.System);
                postgres.Pair.First.Continue();
                return $"for {fault.Milliseconds} ms";
            case FaultKind.StoreDropsConnections:
                return $"{await postgres.DropConnectionsAsync(fault.Victim % 2 == 0)}";
            case FaultKind.StandbyStall:
                postgres.Pair.Second.Pause();
                await Task.Delay(length, TimeProvider.System);
                postgres.Pair.Second.Continue();
                return $"for {fault.Milliseconds} ms";
            case FaultKind.StoreFailover:
                await postgres.Pair.FailOverAsync();
                await Task.Delay(length, TimeProvider.System);
                await postgres.Pair.ExchangeAsync();
                return $"a new standby after {fault.Milliseconds} ms";
            case FaultKind.Partition:
                postgres.Part(fault.Victim);
                await Task.Delay(length, TimeProvider.System);
                postgres.Join(fault.Victim);
                return $"{(char)('a' + fault.Victim)} for {fault.Milliseconds} ms";
            case FaultKind.StoreClockStep:
                return $"to {clock!.Step()}";
            default:
                throw new UnreachableException($"{fault.Kind} is no fault of PostgreSQL.");
        }
    }
}
