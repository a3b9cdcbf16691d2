using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>Makes the report of a drill of what was seen.</summary>
internal static class DrillReportBuilder
{
    private static readonly string OwnVersion =
        typeof(DrillReportBuilder).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Makes it, and closes it with its hash.</summary>
    public static DrillReport Build(
        DrillStage stage, DrillNotes notes, DrillOutcome outcome, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        var checker = DrillChecker.Check(stage.Log.Read(outcome.FaultAt));
        var figures = outcome.FaultAt is null ? null : checker.Figures with
        {
            DetectionMs = outcome.TakenOver is { } taken
                ? Math.Round((taken - outcome.FaultAt.Value).TotalMilliseconds, 1)
                : null,
        };
        var assertions = figures is null ? [] : stage.Options.Limits.Judge(figures);
        bool holds = assertions.All(assertion => assertion.Holds)
            && (outcome.TakenOver is not null || !stage.Scene.ExpectsTakeOver);
        return DrillSeal.Close(new DrillReport
        {
            Id = stage.Id,
            Verdict = outcome.Verdict ?? (holds ? DrillVerdicts.Passed : DrillVerdicts.Failed),
            Problem = outcome.Problem ?? ProblemOf(stage, outcome),
            By = stage.Options.By,
            Machine = Environment.MachineName,
            Version = OwnVersion,
            StartedAt = startedAt,
            EndedAt = endedAt,
            Group = stage.Scene.Status.Group,
            Store = stage.Scene.Status.Store,
            Configuration = outcome.Configuration,
            Servers = stage.Scene.Status.Servers,
            Fault = outcome.Fault,
            Preview = stage.Scene.Preview,
            Probe = outcome.Probe,
            Observations = notes.Read(),
            Figures = figures,
            Assertions = assertions,
            Findings = [.. checker.Findings.Select(finding => $"message {finding.Number} {finding.Text}")],
        });
    }

    private static string? ProblemOf(DrillStage stage, DrillOutcome outcome) =>
        outcome.Verdict is null && stage.Scene.ExpectsTakeOver && outcome.TakenOver is null
            ? $"Nobody has taken over from server '{outcome.Fault.Server}'."
            : null;
}
