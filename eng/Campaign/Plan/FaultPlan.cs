namespace Viaduct.Campaign.Plan;

/// <summary>The faults that a seed means: the same for the same seed, store and number of servers.</summary>
internal static class FaultPlan
{
    private const int AfterMost = 60;
    private const int BesidePercent = 35;
    private const int LeaseMilliseconds = 3_000;

    private static readonly FaultKind[] Anywhere =
    [
        FaultKind.Kill, FaultKind.Kill, FaultKind.KillTwo, FaultKind.KillStarting, FaultKind.KillListening,
        FaultKind.PauseShort, FaultKind.PauseLong, FaultKind.Restart, FaultKind.Apply, FaultKind.StopPort,
        FaultKind.EndpointRefuses, FaultKind.EndpointHangs, FaultKind.EndpointCuts, FaultKind.EndpointCutsAfter,
    ];

    private static readonly FaultKind[] Sqlite = [.. Anywhere, FaultKind.PauseHoldingStore, FaultKind.DiskFull];

    private static readonly FaultKind[] Postgres =
    [
        .. Anywhere, FaultKind.StoreCrash, FaultKind.StorePause, FaultKind.StoreDropsConnections,
        FaultKind.StandbyStall, FaultKind.StoreFailover, FaultKind.Partition, FaultKind.Partition,
    ];

    /// <summary>The first so many faults.</summary>
    public static IReadOnlyList<Fault> Of(ulong seed, StoreKind store, int servers, int count) =>
        [.. Faults(seed, store == StoreKind.Sqlite ? Sqlite : Postgres, servers).Take(count)];

    /// <summary>Faults, without an end, that no server may be taken over for.</summary>
    public static IEnumerable<Fault> Calm(ulong seed, StoreKind store, int servers, bool stepsClock)
    {
        FaultKind[] kinds = store == StoreKind.Sqlite
            ? [FaultKind.PauseShort]
            : [FaultKind.PauseShort, FaultKind.PauseShort, FaultKind.StandbyStall];
        if (stepsClock) kinds = [.. kinds, FaultKind.StoreClockStep];
        return Faults(seed, kinds, servers).Select(fault => fault with
        {
            Milliseconds = fault.Kind == FaultKind.StandbyStall ? 10_000 : 1_000,
        });
    }

    // One kind after the other is drawn from a bag without putting it back: twenty faults have seen nearly all kinds.
    private static IEnumerable<Fault> Faults(ulong seed, FaultKind[] kinds, int servers)
    {
        var numbers = new SeededNumbers(seed);
        var bag = new List<FaultKind>();
        for (int number = 1; ; number++)
        {
            if (bag.Count == 0) bag.AddRange(kinds);
            int drawn = numbers.Next(0, bag.Count - 1);
            var kind = bag[drawn];
            bag.RemoveAt(drawn);
            yield return new Fault(
                number, kind, numbers.Next(0, servers - 1), numbers.Next(1, AfterMost), Length(kind, numbers),
                number > 1 && numbers.IsIn(BesidePercent));
        }
    }

    private static int Length(FaultKind kind, SeededNumbers numbers) => kind switch
    {
        FaultKind.PauseShort => numbers.Next(50, 1_500),
        FaultKind.PauseLong or FaultKind.PauseHoldingStore => numbers.Next(LeaseMilliseconds + 500, 6_000),
        FaultKind.Partition => numbers.Next(200, 6_500),
        FaultKind.StandbyStall => numbers.Next(200, 5_000),
        FaultKind.KillStarting => numbers.Next(1, 1_500),
        FaultKind.StorePause => numbers.Next(200, 2_000),
        FaultKind.Restart or FaultKind.Apply or FaultKind.StoreDropsConnections or FaultKind.StoreClockStep => 0,
        _ => numbers.Next(0, 2_500),
    };
}
