using Npgsql;
using Viaduct.Support;

namespace Viaduct.Campaign.Servers;

/// <summary>
/// A PostgreSQL primary with a synchronous standby. Each server reaches both through proxies of its own.
/// </summary>
internal sealed class PostgresStore : IStoreUnderTest
{
    private readonly List<TcpProxy[]> _ways = [];
    private readonly string _user;
    private bool _disposed;
    private readonly string _database;

    private PostgresStore(PostgresPair pair, string connectionString, int servers)
    {
        Pair = pair;
        Address = PostgresPair.Address(connectionString);
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        (_user, _database) = (parts.Username!, parts.Database!);
        for (int server = 0; server < servers; server++)
            _ways.Add([TcpProxy.Start(pair.First.Port), TcpProxy.Start(pair.Second.Port)]);
    }

    /// <summary>The two databases.</summary>
    public PostgresPair Pair { get; }

    /// <inheritdoc/>
    public string Address { get; }

    /// <summary>Starts it, with ways for so many servers.</summary>
    /// <param name="servers">How many.</param>
    /// <param name="clock">A clock that the first primary goes by; null for the machine's.</param>
    public static async Task<PostgresStore> StartAsync(int servers, SteppedClock? clock = null)
    {
        var pair = await PostgresPair.StartAsync(clock);
        return new PostgresStore(pair, await pair.CreateDatabaseAsync(), servers);
    }

    /// <inheritdoc/>
    public string AddressOf(int server) =>
        $"postgres://{_user}@{string.Join(',', _ways[server].Select(way => $"{PostgresServer.Host}:{way.Port}"))}"
        + $"/{_database}";

    /// <summary>Nothing is carried between a server and the databases any more.</summary>
    public void Part(int server)
    {
        foreach (var way in _ways[server]) way.Part();
    }

    /// <summary>Everything flows again.</summary>
    public void Join(int server)
    {
        foreach (var way in _ways[server]) way.Flow();
    }

    /// <summary>Ends connections of the group: all, or every other one.</summary>
    public Task<long> DropConnectionsAsync(bool all) => Pair.First.AskAsync<long>(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        + $"WHERE usename = '{_user}' AND wait_event IS DISTINCT FROM 'SyncRep' AND (pid % 2 = 0 OR {all})");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (var way in _ways.SelectMany(ways => ways)) await way.DisposeAsync();
        await Pair.DisposeAsync();
    }
}
