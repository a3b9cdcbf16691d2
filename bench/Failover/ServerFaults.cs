using Npgsql;
using Viaduct.FailoverBench.Flow;
using Viaduct.FailoverBench.Report;
using Viaduct.Support;

namespace Viaduct.FailoverBench;

/// <summary>
/// A server of three is killed, or stands still for longer than its lease, again and again under the same group. The
/// servers that do not answer the callers suffer by turns: one machine has the callers' port once.
/// </summary>
internal static class ServerFaults
{
    private const int Between = 20;
    private const int AfterIt = 3;

    // A server that has joined has its share within a second.
    private static readonly TimeSpan Share = TimeSpan.FromSeconds(2);

    /// <summary>Runs the trials of one fault on a store.</summary>
    public static async Task<FaultRow> RunAsync(
        BenchOptions options, string store, string fault, TextWriter progress)
    {
        await using var database = store == Stores.Postgres ? await PostgresServer.StartNewAsync() : null;
        string? address = database is null ? null : await AddressAsync(database);
        await using var group = await Group.StartAsync(options.Executable, options.Servers, address);
        var gaps = new List<double>();
        for (int trial = 0; trial < options.Trials; trial++)
        {
            await Task.Delay(Share, TimeProvider.System);
            await group.FlowsAsync(Between);
            var victim = group.Servers[1 + (trial % (group.Servers.Count - 1))];
            var (gap, key) = fault == Faults.Kill ? await KillAsync(group, victim) : await HangAsync(group, victim);
            gaps.Add(gap);
            await progress.WriteLineAsync($"{store} {fault} {trial + 1}/{options.Trials}: {gap:N0} ms, {key}");
        }

        await group.FlowsAsync(Between);
        return new FaultRow(store, fault, gaps, await group.CountAsync());
    }

    private static async Task<string> AddressAsync(PostgresServer database)
    {
        var parts = new NpgsqlConnectionStringBuilder(await database.CreateDatabaseAsync());
        return $"postgres://{parts.Username}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    private static async Task<(double Gap, string Key)> KillAsync(Group group, Server victim)
    {
        int takeovers = Takeovers(group, victim);
        long from = TimeProvider.System.GetTimestamp();
        await victim.Process.KillAsync();
        var longest = await RecoverAsync(group, victim, takeovers, from);
        await victim.StartAsync();
        return longest;
    }

    private static async Task<(double Gap, string Key)> HangAsync(Group group, Server victim)
    {
        int takeovers = Takeovers(group, victim), joins = victim.Joins;
        long from = TimeProvider.System.GetTimestamp();
        victim.Process.Pause();
        var longest = await RecoverAsync(group, victim, takeovers, from);
        victim.Process.Continue();
        try
        {
            await victim.JoinedAsync(joins + 1);
        }
        catch (TimeoutException) when (victim.Process.HasExited)
        {
            // On SQLite one that stood still while it held the way to the file was ended.
            await victim.StartAsync();
        }

        return longest;
    }

    private static async Task<(double Gap, string Key)> RecoverAsync(
        Group group, Server victim, int takeovers, long from)
    {
        await group.WaitAsync(() => Takeovers(group, victim) > takeovers, "a takeover");
        await group.FlowsAsync(AfterIt);
        long until = TimeProvider.System.GetTimestamp();
        var (length, key) = Silence.Longest(group.Arrived, from, until);
        return (TimeProvider.System.GetElapsedTime(0, length).TotalMilliseconds, key);
    }

    private static int Takeovers(Group group, Server victim) =>
        group.Servers.Where(server => server != victim).Sum(server => server.Takeovers);
}
