using System.Diagnostics;
using Npgsql;

namespace Viaduct.Support;

/// <summary>
/// Two PostgreSQL servers: a primary, and a standby that its commits wait for. What is promoted takes writes without
/// one, as after a failover by hand.
/// </summary>
public sealed class PostgresPair : IAsyncDisposable
{
    /// <summary>The standby's name.</summary>
    public const string StandbyName = "standby";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private PostgresPair(PostgresServer first, PostgresServer second) => (First, Second) = (first, second);

    /// <summary>The primary, until it is killed.</summary>
    public PostgresServer First { get; private set; }

    /// <summary>The standby, until it is promoted.</summary>
    public PostgresServer Second { get; private set; }

    /// <summary>Starts both; skips the running test if PostgreSQL is missing.</summary>
    /// <param name="clock">The clock that the primary goes by, until a failover; null for the machine's.</param>
    public static async Task<PostgresPair> StartAsync(SteppedClock? clock = null)
    {
        var first = await PostgresServer.StartNewAsync(clock);
        try
        {
            var pair = new PostgresPair(first, await first.StartStandbyAsync(StandbyName));
            await pair.WaitForStandbyAsync();
            return pair;
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    /// <summary>Creates an empty database; the connection string names both servers.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var database = new NpgsqlConnectionStringBuilder(await First.CreateDatabaseAsync());
        database.Host = $"{PostgresServer.Host}:{First.Port},{PostgresServer.Host}:{Second.Port}";
        return database.ConnectionString;
    }

    /// <summary>The address of a database on both servers, as Viaduct writes it.</summary>
    public static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{parts.Username}@{parts.Host}/{parts.Database}";
    }

    /// <summary>Kills the primary and promotes the standby. Returns when that takes writes.</summary>
    public async Task FailOverAsync()
    {
        await First.KillAsync();
        await Second.PromoteAsync();
    }

    /// <summary>
    /// After a failover: the old primary's data go, and in its place begins a standby of the new one. First and second
    /// have changed their parts then.
    /// </summary>
    public async Task ExchangeAsync()
    {
        int port = First.Port;
        await First.DisposeAsync();
        (First, Second) = (Second, First);
        Second = await First.StartStandbyAsync(StandbyName, port);
        await WaitForStandbyAsync();
    }

    /// <summary>Ends both and removes their data.</summary>
    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    private async Task WaitForStandbyAsync()
    {
        await First.AdministerAsync($"ALTER SYSTEM SET synchronous_standby_names = '{StandbyName}'");
        await First.AdministerAsync("SELECT pg_reload_conf()");
        var watch = Stopwatch.StartNew();
        while (await First.AskAsync<long>("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 0)
        {
            if (watch.Elapsed > Limit)
            {
                throw new TimeoutException($"The standby does not follow within {Limit}:{Second.Log}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
