using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>
/// One drill, from applying its application to removing it: messages flow, the failure happens, the group recovers, and
/// all that was put in is waited for.
/// </summary>
internal sealed class DrillRun(DrillGroup group, DrillScene scene, DrillOptions options, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LetGoPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RemovePatience = TimeSpan.FromSeconds(60);

    // For what comes twice, and late.
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    /// <summary>Runs it. Whatever happens, there is a report, and what can be put back is.</summary>
    /// <param name="tell">Is told what happens.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    public async Task<DrillReport> RunAsync(Action<string> tell, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var startedAt = time.GetUtcNow();
        var log = new ProbeLog(time);
        var notes = new DrillNotes(log, tell);
        using var folder = OpenFolder();
        await using var collector = await OpenCollectorAsync(id, log, cancellationToken);
        var outcome = new DrillOutcome
        {
            Configuration = scene.Status.Configuration!.Hash,
            Fault = new DrillFault(
                options.Kind, options.Server, 0, null, 0, (int)scene.Duration.TotalMilliseconds),
            Probe = new DrillProbe(
                ProbeApplication.Name, scene.Host, folder.Path, collector.Address.AbsoluteUri, options.Rate,
                options.Keys),
        };
        var stage = new DrillStage(id, options, scene, group, log, collector);
        await CarryOutAsync(stage, folder, notes, outcome, cancellationToken);
        return DrillReportBuilder.Build(stage, notes, outcome, startedAt, time.GetUtcNow());
    }

    private ProbeFolder OpenFolder()
    {
        try
        {
            var folder = new ProbeFolder(options.Folder);
            return folder.List().Count == 0 ? folder : throw new IOException("files of another drill lie in it");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                ExitCode.NoStore, $"The folder '{options.Folder}' cannot be used: {e.Message} Nothing was touched.");
        }
    }

    private async Task<ProbeCollector> OpenCollectorAsync(Guid id, ProbeLog log, CancellationToken cancellationToken)
    {
        try
        {
            return await ProbeCollector.StartAsync(options.Listen, id, log, cancellationToken);
        }
        catch (IOException e)
        {
            throw new CommandFailedException(
                ExitCode.NoStore, $"This drill cannot listen at {options.Listen}: {e.Message} Nothing was touched.");
        }
    }

    private async Task CarryOutAsync(
        DrillStage stage, ProbeFolder folder, DrillNotes notes, DrillOutcome outcome,
        CancellationToken cancellationToken)
    {
        var application = new ProbeApplication(group.Others);
        try
        {
            outcome.Configuration = await application.ApplyAsync(
                scene.Host, folder.Path, stage.Collector.Address, cancellationToken);
            notes.Add($"The application '{ProbeApplication.Name}' is applied.");
            await FlowAsync(stage, folder, notes, outcome, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (outcome.Verdict, outcome.Problem) = (DrillVerdicts.Aborted, "Broken off by its user.");
        }
        catch (Exception e) when (e is ViaductException or ServerUnreachableException or CommandFailedException
            or IOException or UnauthorizedAccessException)
        {
            (outcome.Verdict, outcome.Problem) = (DrillVerdicts.NotCarriedOut, e.Message);
        }

        await PutBackAsync(application, notes, outcome);
    }

    private async Task FlowAsync(
        DrillStage stage, ProbeFolder folder, DrillNotes notes, DrillOutcome outcome,
        CancellationToken cancellationToken)
    {
        var feeder = new ProbeFeeder(folder, stage.Log, options.Rate, options.Keys, time);
        using var watching = new CancellationTokenSource();
        var watch = feeder.WatchAsync(watching.Token);
        try
        {
            await SendFirstAsync(feeder, stage.Log, cancellationToken);
            notes.Add("The first message has gone all the way.");
            await FeedAsync(feeder, new DrillFaults(stage, notes, outcome, time), cancellationToken);
            await DrainAsync(stage.Log, notes, cancellationToken);
        }
        finally
        {
            await LetGoAsync(stage.Log, notes);
            await watching.CancelAsync();
            await watch;
        }
    }

    private async Task FeedAsync(ProbeFeeder feeder, DrillFaults faults, CancellationToken cancellationToken)
    {
        using var feeding = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var feed = feeder.FeedAsync(feeding.Token);
        try
        {
            await Task.Delay(options.Before, time, cancellationToken);
            await faults.SufferAsync(cancellationToken);
            await Task.Delay(options.After, time, cancellationToken);
        }
        finally
        {
            await feeding.CancelAsync();
            await feed;
        }
    }

    private async Task SendFirstAsync(ProbeFeeder feeder, ProbeLog log, CancellationToken cancellationToken)
    {
        feeder.PutOne();
        if (await WaitAsync(() => log.IsComplete, FirstPatience, cancellationToken)) return;
        throw new CommandFailedException(
            ExitCode.NoStore,
            $"The first message has not gone all the way within {FirstPatience.TotalSeconds:0} s: "
            + (log.Arrived > 0 ? "it arrived, and still lies in the folder."
                : log.Open.Count > 0 ? "no server takes it out of the folder; may they read and change what lies in it?"
                : "it was taken in and did not arrive; do the servers reach the address of --listen?")
            + " 'viaduct messages list' shows whether it is suspended.");
    }

    private async Task DrainAsync(ProbeLog log, DrillNotes notes, CancellationToken cancellationToken)
    {
        bool isComplete = await WaitAsync(() => log.IsComplete, options.Patience, cancellationToken);
        notes.Add(isComplete
            ? $"All of {Words.Count(log.Sent, "message")} have arrived."
            : $"{log.Sent - log.Arrived:N0} of {Words.Count(log.Sent, "message")} have not arrived after "
                + $"{options.Patience.TotalSeconds:0} s.");
        await Task.Delay(Settle, time, cancellationToken);
    }

    private async Task<bool> WaitAsync(
        Func<bool> condition, TimeSpan patience, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        while (!condition())
        {
            if (time.GetElapsedTime(started) > patience) return false;
            await Task.Delay(LookEvery, time, cancellationToken);
        }

        return true;
    }

    // What is on its way finds its far side as long as that is there: nothing of the drill is to be tried for ever.
    private async Task LetGoAsync(ProbeLog log, DrillNotes notes)
    {
        if (log.IsComplete) return;
        notes.Add("Waiting for what is on its way.");
        await WaitAsync(() => log.IsComplete, LetGoPatience, CancellationToken.None);
    }

    // Also after it was broken off: the group must not be left with what the drill has brought.
    private async Task PutBackAsync(ProbeApplication application, DrillNotes notes, DrillOutcome outcome)
    {
        if (!application.IsApplied) return;
        using var limit = new CancellationTokenSource(RemovePatience, time);
        try
        {
            bool isRemoved = await application.RemoveAsync(limit.Token);
            notes.Add(isRemoved
                ? $"The application '{ProbeApplication.Name}' is removed."
                : $"The application '{ProbeApplication.Name}' is not there.");
        }
        catch (Exception e) when (e is ViaductException or ServerUnreachableException or CommandFailedException
            or OperationCanceledException)
        {
            notes.Add($"The application '{ProbeApplication.Name}' could not be removed: {e.Message}");
            outcome.Verdict ??= DrillVerdicts.NotCarriedOut;
            string left = $"The application '{ProbeApplication.Name}' is still there: remove it with 'viaduct drill "
                + "abort'.";
            outcome.Problem = outcome.Problem is null ? left : $"{outcome.Problem} {left}";
        }
    }
}
