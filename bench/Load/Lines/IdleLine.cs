using System.Diagnostics;
using Viaduct.Load.Measure;
using Viaduct.Load.Report;
using Viaduct.Support;

namespace Viaduct.Load.Lines;

/// <summary>
/// The published program with a small configuration: from its start to its line "ready", over a store that it has
/// used before; then the processor time and the memory that it takes while nothing happens.
/// </summary>
internal static class IdleLine
{
    private const string Group = """
        group: idle
        store: STORE
        hosts:
          - name: host
        """;

    private const string Application = """
        application: idle
        receivePorts:
          - name: in
            locations:
              - name: in-folder
                host: host
                file: { folder: FOLDER/in, mask: "*.xml" }
        sendPorts:
          - name: out
            host: host
            filter: receivePort == "in"
            file: { folder: FOLDER/out }
        """;

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    // In its first minutes the runtime compiles twice what it has met 30 times, once a second for example: no rest yet.
    private static readonly TimeSpan SettleTime = TimeSpan.FromMinutes(3);

    /// <summary>Adds the figures to a report.</summary>
    public static async Task<StoreReport> RunAsync(
        LineContext context, string executable, StoreReport report, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var place = context.Place();
        folder.Write("config/viaduct.yaml", Group.Replace("STORE", await place.CreateAsync(folder)));
        folder.Write("config/applications/idle/application.yaml", Application.Replace("FOLDER", folder.Path));
        folder.Folder("in");
        folder.Folder("out");
        List<double> starts = [];
        for (var start = 0; start < context.Options.Pairs; start++)
        {
            var (process, milliseconds) = await StartAsync(executable, folder);
            await using (process)
            {
                // The first one makes the store.
                context.Say($"idle: ready after {milliseconds:N0} ms{(start == 0 ? ", with a new store" : "")}");
                starts.Add(milliseconds);
                process.Terminate();
                await process.WaitForExitAsync(StopLimit);
            }
        }
        var (resting, _) = await StartAsync(executable, folder);
        await using (resting)
        {
            report = await RestAsync(context, resting.Id, place.ServerProcessId, report, cancellationToken);
        }
        return report with
        {
            FirstStartToReadyMs = starts[0],
            StartToReadyMs = Ratio.Median(starts.Skip(1).DefaultIfEmpty(starts[0])),
        };
    }

    private static async Task<(ProcessUnderTest Process, double Milliseconds)> StartAsync(
        string executable, TempFolder folder)
    {
        var clock = Stopwatch.StartNew();
        var process = ProcessUnderTest.Start(executable, ["run", "--config", folder.PathOf("config")], folder.Path);
        await process.WaitForLineAsync("ready:", ReadyLimit);
        return (process, clock.Elapsed.TotalMilliseconds);
    }

    private static async Task<StoreReport> RestAsync(
        LineContext context, int process, int? server, StoreReport report, CancellationToken cancellationToken)
    {
        await Task.Delay(SettleTime, cancellationToken);
        var clock = Stopwatch.StartNew();
        var (own, servers) = (ProcessorTime.OfTree(process), ServersTime(server));
        await Task.Delay(TimeSpan.FromSeconds(context.Options.IdleSeconds), cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;
        var rested = report with
        {
            IdleCpuPercent = (ProcessorTime.OfTree(process) - own).TotalSeconds / seconds * 100,
            IdleServerCpuPercent = server is null ? null : (ServersTime(server) - servers).TotalSeconds / seconds * 100,
            IdleMemoryMb = ProcessMemory.ResidentBytes(process) / 1e6,
        };
        context.Say($"idle: {rested.IdleCpuPercent:F2} % of a core, {rested.IdleMemoryMb:F0} MB");
        return rested;
    }

    private static TimeSpan ServersTime(int? server) =>
        server is { } id ? ProcessorTime.OfTree(id) : TimeSpan.Zero;
}
