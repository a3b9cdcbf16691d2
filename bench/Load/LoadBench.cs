using Viaduct.Load.Contestants;
using Viaduct.Load.Lines;
using Viaduct.Load.Measure;
using Viaduct.Load.Peers;
using Viaduct.Load.Report;
using Viaduct.Support;

namespace Viaduct.Load;

/// <summary>Starts the servers, runs the lines on each store, writes the result.</summary>
internal static class LoadBench
{
    // As in the measurements that led to the design: enough that no checkpoint falls into a run.
    private static readonly string[] PostgresSettings =
        ["shared_buffers=512MB", "max_wal_size=8GB", "checkpoint_timeout=15min"];

    private const int Interrupted = 130;

    /// <summary>Runs what the command line asks for. 0: done; 2: a wrong command line; 130: interrupted.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        if (arguments is [SqliteOnlooker.Command, var path])
        {
            return SqliteOnlooker.Run(path);
        }
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
        try
        {
            var reports = await RunAsync(options, stop.Token);
            Console.WriteLine(options.Json
                ? JsonReport.Write(reports)
                : string.Concat(reports.Select(report => TableReport.Write(report.Key, report.Value))));
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    // How far it is goes to the error stream: standard output carries the result alone.
    private static async Task<IReadOnlyDictionary<string, StoreReport>> RunAsync(
        LoadOptions options, CancellationToken cancellationToken)
    {
        var reports = new Dictionary<string, StoreReport>();
        var isCompared = options.Peer && options.Lines.Contains(Line.Speed);
        await using var broker = isCompared ? await RabbitMqServer.StartAsync() : null;
        await using var rabbitMq = broker is null ? null : new RabbitMq(broker);
        if (options.Stores.Contains("postgres"))
        {
            await using var server = await PostgresServer.StartNewAsync(PostgresSettings);
            await using var limit = new PostgresLimit(server, await server.CreateDatabaseAsync("limit"));
            reports["postgres"] = await RunAsync("postgres", limit, () => new PostgresBenchStore(server));
        }
        if (options.Stores.Contains("sqlite"))
        {
            await using var limit = new SqliteLimit();
            reports["sqlite"] = await RunAsync("sqlite", limit, () => new SqliteBenchStore());
        }
        return reports;

        Task<StoreReport> RunAsync(string store, IContestant limit, Func<IBenchStore> place) =>
            new StoreBench(new LineContext(store, options, limit, rabbitMq, place, Console.Error))
                .RunAsync(cancellationToken);
    }
}
