using Viaduct.Load.Contestants;
using Viaduct.Load.Peers;
using Viaduct.Load.Report;
using Viaduct.Support;

namespace Viaduct.Load;

/// <summary>Starts the servers, runs the contestants of each store by turns, writes the result.</summary>
internal static class LoadBench
{
    // As in the measurements that led to the design: enough that no checkpoint falls into a run.
    private static readonly string[] PostgresSettings =
        ["shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=15min"];

    /// <summary>Runs what the command line asks for. 0: done; 2: a wrong command line.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (LoadOptions.Parse(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(LoadOptions.Usage);
            return 2;
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        // With --json, standard output carries the object alone.
        var progress = options.Json ? Console.Error : Console.Out;
        var reports = await RunAsync(options, progress, stop.Token);
        if (options.Json)
        {
            Console.WriteLine(JsonReport.Write(reports));
        }
        return 0;
    }

    private static async Task<IReadOnlyDictionary<string, StoreReport>> RunAsync(
        LoadOptions options, TextWriter progress, CancellationToken cancellationToken)
    {
        var reports = new Dictionary<string, StoreReport>();
        await using var broker = options.Peer ? await RabbitMqServer.StartAsync() : null;
        await using var rabbitMq = broker is null ? null : new RabbitMq(broker);
        if (options.Stores.Contains("postgres"))
        {
            await using var server = await PostgresServer.StartNewAsync(PostgresSettings);
            await using var limit = new PostgresLimit(server, await server.CreateDatabaseAsync("limit"));
            var bench = new StoreBench("postgres", limit, rabbitMq, () => new PostgresBenchStore(server));
            reports["postgres"] = await bench.RunAsync(options, progress, cancellationToken);
        }
        if (options.Stores.Contains("sqlite"))
        {
            await using var limit = new SqliteLimit();
            reports["sqlite"] = await new StoreBench("sqlite", limit, rabbitMq, () => new SqliteBenchStore())
                .RunAsync(options, progress, cancellationToken);
        }
        return reports;
    }
}
