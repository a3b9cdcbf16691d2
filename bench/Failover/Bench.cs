using Viaduct.FailoverBench.Report;

namespace Viaduct.FailoverBench;

/// <summary>Causes the faults, writes the result.</summary>
internal static class Bench
{
    /// <summary>
    /// Runs what the command line asks for. 0: done; 1: something was lost, twice or out of order; 2: a wrong command
    /// line.
    /// </summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (BenchOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }

        // How far it is goes to the error stream: standard output carries the result alone.
        var row = await StoreFailover.RunAsync(options, Console.Error);
        Console.WriteLine(options.Json ? Reports.Json("postgres", [row]) : Reports.Table("postgres", [row]));
        return row.Effects.IsSound ? 0 : 1;
    }
}
