using Viaduct.FailoverBench.Flow;
using Viaduct.FailoverBench.Report;
using Viaduct.Support;

namespace Viaduct.FailoverBench;

/// <summary>
/// The primary is killed and the standby promoted, again and again under the same two servers. The gap begins with the
/// first write that the new primary takes: what comes before is the database's.
/// </summary>
internal static class StoreFailover
{
    private const int Between = 10;
    private const int ServersCount = 2;

    /// <summary>Runs the trials.</summary>
    public static async Task<FaultRow> RunAsync(BenchOptions options, TextWriter progress)
    {
        await using var pair = await PostgresPair.StartAsync();
        string store = PostgresPair.Address(await pair.CreateDatabaseAsync());
        await using var group = await Group.StartAsync(options.Executable, ServersCount, store);
        var gaps = new List<double>();
        for (int trial = 1; trial <= options.Trials; trial++)
        {
            await group.FlowsAsync(Between);
            gaps.Add(await RunOnceAsync(pair, group));
            await progress.WriteLineAsync(
                $"{Stores.Postgres} {Faults.StoreFailover} {trial}/{options.Trials}: {gaps[^1]:N0} ms");
            await pair.ExchangeAsync();
        }

        await group.FlowsAsync(Between);
        return new FaultRow(Stores.Postgres, Faults.StoreFailover, gaps, await group.CountAsync());
    }

    private static async Task<double> RunOnceAsync(PostgresPair pair, Group group)
    {
        await using var promotion = await Promotion.PrepareAsync(pair.Second);
        await pair.First.KillAsync();
        long writable = await promotion.RunAsync();
        long next = await group.NextAsync(writable);
        return TimeProvider.System.GetElapsedTime(writable, next).TotalMilliseconds;
    }
}
