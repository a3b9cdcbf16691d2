using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Drill;

/// <summary>The report of a drill as people read it.</summary>
internal static class DrillText
{
    private const int FindingsShown = 10;

    /// <summary>Writes it; what was seen has been told while it happened.</summary>
    public static void Write(DrillReport report, CommandOutput output)
    {
        output.Line();
        string what = report.Fault.Server.Length > 0 ? $"{report.Fault.Kind} of server {report.Fault.Server}"
            : report.Fault.Kind;
        output.Line($"{Title(report.Verdict)}: {what}, group {report.Group}"
            + (report.Problem is null ? "" : $". {report.Problem}"));
        if (report.Figures is { } figures) Write(figures, output);
        foreach (string finding in report.Findings.Take(FindingsShown)) output.Line($"  {finding}");
        if (report.Findings.Count > FindingsShown) output.Line("  … and more; the report has the first 50.");
        if (report.Assertions.Count == 0) return;
        output.Line();
        var table = new TextTable("demanded", "limit", "found", "");
        foreach (var assertion in report.Assertions)
            table.Add(
                assertion.Name, $"{assertion.Limit:0.#}", assertion.Actual is { } actual ? $"{actual:0.#}" : "–",
                assertion.Holds ? "holds" : "DOES NOT HOLD");
        table.WriteTo(output);
    }

    /// <summary>Something that was seen, as a line.</summary>
    public static string Of(DrillObservation seen) =>
        $"{seen.AtMs / 1000,8:0.000} s  {(seen.Source == DrillNotes.Own ? "" : $"{seen.Source}: ")}{seen.Text}";

    private static string Title(string verdict) => verdict switch
    {
        DrillVerdicts.Passed => "PASSED",
        DrillVerdicts.Failed => "FAILED",
        DrillVerdicts.Aborted => "ABORTED",
        _ => "NOT CARRIED OUT",
    };

    private static void Write(DrillFigures figures, CommandOutput output)
    {
        output.Line();
        output.Line($"  put in      {figures.Sent,8:N0} messages, {figures.Accepted:N0} taken in, "
            + $"{figures.Arrived:N0} arrived");
        output.Line($"  lost        {figures.Lost,8:N0}");
        output.Line($"  duplicated  {figures.Duplicated,8:N0}; {figures.Repeated:N0} came again under the same key, "
            + "which a far side drops");
        output.Line($"  reordered   {figures.Reordered,8:N0}");
        output.Line($"  gap         {figures.GapMs,8:N0} ms without a message of one key; before the failure "
            + $"{figures.UsualGapMs:N0} ms");
        output.Line($"  delay       {figures.DelayMs,8:N0} ms at most on the way; before the failure "
            + $"{figures.UsualDelayMs:N0} ms");
        output.Line($"  recovery    {Text(figures.RecoveryMs),8} ms until no more were on their way than before");
        output.Line($"  detection   {Text(figures.DetectionMs),8} ms until others had taken over");
        if (figures.Unknown > 0) output.Line($"  unknown     {figures.Unknown,8:N0}");
    }

    private static string Text(double? milliseconds) => milliseconds is { } value ? $"{value:N0}" : "–";
}
