using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Drill;
using Viaduct.Client;
using Viaduct.Server.Hosting;

namespace Viaduct.Cli.Commands;

/// <summary>Runs a drill for a command: preview, confirmation, the drill itself, its report.</summary>
internal static class DrillRuns
{
    /// <summary>What the codes of drills mean.</summary>
    public static IReadOnlyList<ExitMeaning> Codes { get; } = ExitMeaning.WithoutStore(
        new ExitMeaning((int)ExitCode.Ok, "passed: all that was demanded held; or shown, with --preview"),
        new ExitMeaning((int)ExitCode.Problem, "failed: something that was demanded did not hold"),
        new ExitMeaning(
            (int)ExitCode.NoStore,
            "not carried out: a server does not allow it, does not answer, or the messages do not flow; the text says "
            + "what was touched, and put back"));

    private const string FileOption = "--report";
    private static readonly TimeSpan KeepPatience = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> RunAsync(CommandCall call, DrillOptions options)
    {
        string file = FileOf(call, options.Kind);
        using var group = await DrillGroup.OpenAsync(GroupAccess.Servers(call), options.Server, call.Stop);
        var scene = await DrillScene.ReadAsync(group, options, call.Stop);
        foreach (string line in scene.Preview) call.Output.Line(line);
        if (call.Get(DrillSettings.Preview))
        {
            call.Output.Object(new { preview = scene.Preview });
            return ExitCode.Ok;
        }

        Confirm(call, scene);
        call.Output.Line();
        // The clock goes on while the machine is suspended, as those of the servers do.
        var run = new DrillRun(group, scene, options, UnsuspendedTime.Instance);
        var report = await run.RunAsync(text => call.Output.Line(text), call.Stop);
        await WriteAsync(report, file, call);
        await KeepAsync(report, group, call);
        if (report.Verdict == DrillVerdicts.Aborted) call.Stop.ThrowIfCancellationRequested();
        return report.Verdict switch
        {
            DrillVerdicts.Passed => ExitCode.Ok,
            DrillVerdicts.Failed => ExitCode.Problem,
            _ => ExitCode.NoStore,
        };
    }

    private static string FileOf(CommandCall call, string kind)
    {
        string file = call.Get(DrillSettings.Report)
            ?? $"drill-{TimeProvider.System.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{kind}.json";
        if (File.Exists(file) || Directory.Exists(file))
            throw new CommandFailedException(
                ExitCode.BadUsage,
                $"'{file}' is there already, and nothing is overwritten: give another name with {FileOption}. Nothing "
                + "was touched.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return Directory.Exists(folder)
            ? file
            : throw new CommandFailedException(
                ExitCode.BadUsage, $"There is no folder '{folder}' for the report. Nothing was touched.");
    }

    private static void Confirm(CommandCall call, DrillScene scene)
    {
        if (call.Get(DrillSettings.Yes)) return;
        string word = scene.Sufferer?.Server.Server ?? scene.Status.Group;
        if (call.Output.IsJson || Console.IsInputRedirected)
            throw new CommandFailedException(
                ExitCode.BadUsage,
                "Nobody is there to be asked: give --yes if the drill is to begin. Nothing was touched.");
        call.Output.Raw($"\nWrite '{word}' to begin: ");
        if (Console.ReadLine()?.Trim() != word)
            throw new CommandFailedException(
                ExitCode.BadUsage, $"That was not '{word}'. Nothing was touched: repeat the command.");
    }

    // Also one that was broken off: who looks for what happened at this time must find it.
    private static async Task KeepAsync(DrillReport report, DrillGroup group, CommandCall call)
    {
        using var limit = new CancellationTokenSource(KeepPatience, TimeProvider.System);
        try
        {
            await group.Others.KeepDrillAsync(report, limit.Token);
            call.Output.Line($"It is kept in the store, too: 'viaduct drill show {report.Id}'.");
        }
        catch (Exception e) when (e is ViaductException or ServerUnreachableException or OperationCanceledException)
        {
            call.Output.Note($"viaduct: the report could not be kept in the store: {e.Message}");
        }
    }

    private static async Task WriteAsync(DrillReport report, string file, CommandCall call)
    {
        string json = DrillSeal.Write(report);
        DrillText.Write(report, call.Output);
        if (call.Output.IsJson) call.Output.Raw($"{json}\n");
        try
        {
            await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write);
            await using var writer = new StreamWriter(stream);
            await writer.WriteAsync(json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            call.Output.Note($"viaduct: the report could not be written to '{file}': {e.Message}");
            return;
        }

        call.Output.Line();
        call.Output.Line($"The report is in {file}; its SHA-256 is {report.Hash}.");
    }
}
