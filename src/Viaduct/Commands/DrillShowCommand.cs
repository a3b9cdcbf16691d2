using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Drill;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill show</c>.</summary>
internal static class DrillShowCommand
{
    private static readonly Argument<Guid> Id = new Argument<Guid>("ID")
    {
        Description = "The drill, as 'viaduct drill list' shows it.",
    }.TakesId();

    /// <summary>The command.</summary>
    public static Command Create() => new CliCommand("show", "Show the report of a drill that is kept.")
    {
        Details = "With --json it is the report as it was written, which 'viaduct drill verify' takes, too.",
        Examples = ["viaduct drill show 019a8c1e-5b0f-7d11-9a43-6f1f0c5e2b77"],
    }.With(Id).WithGroup().Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        await using var group = await GroupAccess.OpenAsync(call);
        var report = await group.Operations.GetDrillAsync(call.Get(Id), call.Stop);
        if (call.Output.IsJson) call.Output.Raw($"{DrillSeal.Write(report)}\n");
        call.Output.Line($"Run by {report.By} on {report.Machine}, {TextTable.Time(report.StartedAt)} to "
            + $"{TextTable.Time(report.EndedAt)}, on configuration {report.Configuration}");
        foreach (string line in report.Preview) call.Output.Line($"  {line}");
        call.Output.Line();
        foreach (var seen in report.Observations) call.Output.Line(DrillText.Of(seen));
        DrillText.Write(report, call.Output);
        call.Output.Line();
        call.Output.Line($"Its SHA-256 is {report.Hash}.");
        return ExitCode.Ok;
    }
}
