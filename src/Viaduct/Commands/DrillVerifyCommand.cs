using System.CommandLine;
using Viaduct.Cli.CommandLine;
using Viaduct.Cli.Drill;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary><c>viaduct drill verify</c>.</summary>
internal static class DrillVerifyCommand
{
    private const int BytesMax = 4 << 20;

    private static readonly Argument<string> File = new("FILE") { Description = "The report of a drill, as JSON." };

    /// <summary>The command.</summary>
    public static Command Create() =>
        new CliCommand("verify", "Show the report of a drill, and say whether it was changed since.")
        {
            Details = "Needs no server. The hash shows a change by mistake or by hand; who makes a report anew makes "
                + "its hash anew: keep the hash elsewhere if that matters.",
            Examples = ["viaduct drill verify drill.json"],
            ExitCodes = ExitMeaning.WithoutStore(
                new ExitMeaning((int)ExitCode.Ok, "the report is as it was written"),
                new ExitMeaning((int)ExitCode.Problem, "the report was changed")),
        }.With(File).Does(RunAsync);

    private static async Task<ExitCode> RunAsync(CommandCall call)
    {
        string file = call.Get(File)!;
        var there = new FileInfo(file);
        if (!there.Exists) throw new CommandFailedException(ExitCode.BadUsage, $"There is no file '{file}'.");
        var report = there.Length > BytesMax ? null
            : DrillSeal.Read(await System.IO.File.ReadAllTextAsync(file, call.Stop));
        if (report is null)
            throw new CommandFailedException(
                ExitCode.BadUsage, $"'{file}' is not the report of a drill that this version reads.");
        bool intact = DrillSeal.IsIntact(report);
        DrillText.Write(report, call.Output);
        call.Output.Line();
        call.Output.Line(intact
            ? $"Written by {report.By} {TextTable.Time(report.EndedAt)}, and not changed since."
            : "CHANGED since it was written: its hash does not fit.");
        call.Output.Object(new { intact, report.Id, report.Verdict, report.Hash });
        return intact ? ExitCode.Ok : ExitCode.Problem;
    }
}
