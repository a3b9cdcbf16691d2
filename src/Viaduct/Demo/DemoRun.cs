using Microsoft.Extensions.Logging.Abstractions;
using Viaduct.Cli.CommandLine;
using Viaduct.Server.Configuration;
using Viaduct.Server.Hosting;
using Viaduct.Server.Operations;

namespace Viaduct.Cli.Demo;

/// <summary>One run of the demo, from making the folders to the report.</summary>
internal sealed class DemoRun(DemoOptions options, IDemoProgress progress, Action<string> say, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs it.</summary>
    /// <exception cref="CommandFailedException">The server failed, or nothing arrives any more.</exception>
    public async Task<DemoReport> RunAsync(CancellationToken cancellationToken)
    {
        var folders = DemoFolders.Create();
        try
        {
            return await RunAsync(folders, cancellationToken);
        }
        finally
        {
            if (!options.Keep) folders.Remove();
        }
    }

    private async Task<DemoReport> RunAsync(DemoFolders folders, CancellationToken cancellationToken)
    {
        string address = options.Store ?? $"sqlite:{Path.Combine(folders.Root, "viaduct.db")}";
        await ApplyAsync(folders, address, cancellationToken);
        say($"Starting three servers on {address}, and preparing {Words.Count(options.Files, "file")}.");
        await using var servers = new DemoServers(folders, address);
        var ready = await StartAsync(servers, cancellationToken);
        var feeder = new DemoFeeder(folders, time);
        feeder.Prepare(options.Files, cancellationToken);
        await using var store = new DemoStore(address, folders);
        await store.OpenAsync(cancellationToken);
        var times = new DemoTimes(time) { Ready = ready };
        var faults = new DemoFaults(servers, store, progress.Say, time);
        await progress.WatchAsync(
            tell => FlowAsync(new Watched(folders, store, servers, feeder, faults, tell), times, cancellationToken));
        await servers.StopAsync(cancellationToken);
        say("The servers have stopped. Checking every file.");
        var checker = new DemoChecker(folders, feeder.Files);
        checker.Check(await store.ReadSuspendedAsync(cancellationToken));
        var track = await store.ReadTrackAsync(times.StartedAt, cancellationToken);
        return DemoReportBuilder.Build(
            checker, feeder.Files, track, faults.Caused, times, options.Keep ? folders.Root : null);
    }

    /// <returns>How long the first one took.</returns>
    private async Task<TimeSpan> StartAsync(DemoServers servers, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        await servers.StartAsync(DemoServers.Names[0], cancellationToken);
        var ready = time.GetElapsedTime(started);
        await Task.WhenAll(DemoServers.Names.Skip(1).Select(name => servers.StartAsync(name, cancellationToken)));
        return ready;
    }

    private static async Task ApplyAsync(DemoFolders folders, string address, CancellationToken cancellationToken)
    {
        var loader = new ConfigurationLoader(ViaductCatalog.All);
        var result = loader.LoadFolder(
            folders.Configuration, name => name == "DEMO_FOLDER" ? folders.Root : null);
        var configuration = result.Configuration ?? throw new CommandFailedException(
            ExitCode.Defect, $"The configuration of the demo has mistakes:\n{string.Join('\n', result.Problems)}");
        await using var store = StoreFactory.Create(address, folders.Root, NullLoggerFactory.Instance);
        await new ConfigurationApplier(store, loader, TimeProvider.System).ApplyAsync(configuration, cancellationToken);
    }

    private async Task FlowAsync(Watched run, DemoTimes times, CancellationToken cancellationToken)
    {
        times.Started();
        run.Feeder.Rush();
        int half = run.Feeder.PutIn;
        int deliveries = run.Feeder.Files.Take(half).Sum(file => file.Arrivals.Count);
        await WaitAsync(run, counts => counts.Delivered >= deliveries, cancellationToken);
        times.RushOver(half, deliveries);
        var length = TimeSpan.FromSeconds(options.Seconds);
        var flow = Task.WhenAll(
            run.Feeder.FlowAsync(length, cancellationToken), run.Faults.RunAsync(length, cancellationToken));
        await WaitAsync(run, _ => flow.IsCompleted, cancellationToken);
        await flow;
        await WaitAsync(
            run, counts => counts.Delivered >= counts.DeliveredOf && counts.Suspended >= counts.SuspendedOf,
            cancellationToken);
        times.Over();
    }

    // Ends when the condition holds, and also when nothing has moved for long: then the checker says what is missing.
    private async Task WaitAsync(Watched run, Predicate<DemoCounts> condition, CancellationToken cancellationToken)
    {
        DemoCounts? last = null;
        long moved = time.GetTimestamp();
        while (true)
        {
            if (run.Servers.Ended is { } ended) throw ended.Failure("has ended");
            var counts = new DemoCounts(
                run.Feeder.PutIn, run.Feeder.Files.Count, run.Folders.CountOut(), run.Feeder.DeliveriesExpected,
                await run.Store.CountSuspendedAsync(cancellationToken), run.Feeder.SuspendedExpected);
            run.Tell(counts);
            if (condition(counts)) return;
            if (counts != last) moved = time.GetTimestamp();
            else if (time.GetElapsedTime(moved) > options.StandstillMax)
            {
                say(
                    $"Nothing has arrived for {options.StandstillMax.TotalSeconds:F0} s: what is missing counts as "
                    + "lost. Call it with --keep, and look for it with viaduct messages list.");
                return;
            }

            last = counts;
            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private sealed record Watched(
        DemoFolders Folders, DemoStore Store, DemoServers Servers, DemoFeeder Feeder, DemoFaults Faults,
        Action<DemoCounts> Tell);
}
