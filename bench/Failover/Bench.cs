using Viaduct.FailoverBench.Report;

namespace Viaduct.FailoverBench;

/// <summary>Causes the faults, writes the result.</summary>
internal static class Bench
{
    /// <summary>
    /// Runs what the command line asks for. 0: done; 1: something was lost, twice, out of order or stale; 2: a wrong
    /// command line.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (BenchOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }

        var rows = new List<FaultRow>();
        foreach (string store in Stores.All.Where(options.Wants))
        {
            // How far it is goes to the error stream: standard output carries the result alone.
            foreach (string fault in new[] { Faults.Kill, Faults.Hang }.Where(options.Wants))
                rows.Add(await ServerFaults.RunAsync(options, store, fault, Console.Error));
            if (store == Stores.Postgres && options.Wants(Faults.StoreFailover))
                rows.Add(await StoreFailover.RunAsync(options, Console.Error));
        }

        Console.WriteLine(options.Json ? Reports.Json(rows) : Reports.Table(rows));
        return rows.TrueForAll(row => row.Effects.IsSound) ? 0 : 1;
    }
}
