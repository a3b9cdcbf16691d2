using System.Diagnostics;
using Npgsql;

namespace Viaduct.Support;

/// <summary>Two PostgreSQL servers that Patroni runs, with one etcd: commits wait for the standby.</summary>
public sealed class PatroniCluster : IAsyncDisposable
{
    private const string Packages = "apt-get install patroni etcd-server";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ServerFolder _etcd;
    private readonly List<PatroniNode> _nodes = [];

    private PatroniCluster(ServerFolder etcd) => _etcd = etcd;

    /// <summary>Starts all of it; skips the running test where it is not installed.</summary>
    public static async Task<PatroniCluster> StartAsync()
    {
        var programs = PostgresPrograms.Find();
        string? patroni = Tool.Find("patroni", "/usr/bin");
        string? etcd = Tool.Find("etcd", "/usr/bin");
        Assert.SkipWhen(
            programs is null || patroni is null || etcd is null, $"Patroni and etcd are not installed: {Packages}");
        string folder = await PatroniNode.MakeFolderAsync("etcd");
        var cluster = new PatroniCluster(new ServerFolder(folder, "pid", "KILL"));
        int port = FreePort.Take();
        int peers = FreePort.Take();
        await PatroniNode.StartAsync(
            folder,
            $"{etcd} --data-dir {folder}/data --listen-client-urls http://127.0.0.1:{port} --advertise-client-urls "
            + $"http://127.0.0.1:{port} --listen-peer-urls http://127.0.0.1:{peers} --initial-advertise-peer-urls "
            + $"http://127.0.0.1:{peers} --initial-cluster default=http://127.0.0.1:{peers}");
        for (int i = 1; i <= 2; i++)
        {
            var node = await PatroniNode.CreateAsync(programs!, patroni!, $"node{i}", port);
            cluster._nodes.Add(node);
            await node.StartAsync();
            await cluster.WaitAsync(() => cluster.CountAsync("NOT pg_is_in_recovery()"), 1, "a primary");
        }

        await cluster.WaitForStandbyAsync();
        return cluster;
    }

    /// <summary>Creates a role and an empty database of it; the connection string names both servers.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var primary = await PrimaryAsync();
        await ExecuteAsync(primary, "CREATE ROLE viaduct LOGIN");
        await ExecuteAsync(primary, "CREATE DATABASE viaduct OWNER viaduct");
        return new NpgsqlConnectionStringBuilder
        {
            Host = string.Join(',', _nodes.Select(node => $"127.0.0.1:{node.Port}")),
            Database = "viaduct",
            Username = "viaduct",
        }.ConnectionString;
    }

    /// <summary>Kills the primary with its Patroni; the other is promoted when the leader's key has run out.</summary>
    /// <returns>Starts the killed one again.</returns>
    public async Task<Func<Task>> KillPrimaryAsync()
    {
        var primary = await PrimaryAsync();
        await primary.KillAsync();
        return primary.StartAsync;
    }

    /// <summary>Waits until commits wait for a standby.</summary>
    public Task WaitForStandbyAsync() => WaitAsync(
        () => CountAsync("EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')"), 1,
        "a synchronous standby");

    /// <summary>Ends all and removes their data.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _etcd.DisposeAsync();
    }

    private async Task<PatroniNode> PrimaryAsync()
    {
        foreach (var node in _nodes)
            if (await HoldsAsync(node, "NOT pg_is_in_recovery()")) return node;
        throw new InvalidOperationException("No node is the primary.");
    }

    private async Task<int> CountAsync(string condition)
    {
        int count = 0;
        foreach (var node in _nodes)
            if (await HoldsAsync(node, condition)) count++;
        return count;
    }

    private async Task WaitAsync(Func<Task<int>> count, int wanted, string what)
    {
        var watch = Stopwatch.StartNew();
        while (await count() < wanted)
        {
            if (watch.Elapsed > Limit)
            {
                throw new TimeoutException(
                    $"Not within {Limit}: {what}.\n{string.Join('\n', _nodes.Select(node => node.Log))}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<bool> HoldsAsync(PatroniNode node, string condition)
    {
        try
        {
            await using var source = Source(node);
            await using var command = source.CreateCommand($"SELECT {condition}");
            return (bool)(await command.ExecuteScalarAsync())!;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(PatroniNode node, string sql)
    {
        await using var source = Source(node);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlDataSource Source(PatroniNode node) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = node.Port, Database = "postgres", Username = "postgres", Pooling = false,
        }.ConnectionString);
}
