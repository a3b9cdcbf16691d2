using Viaduct.Cli.CommandLine;

namespace Viaduct.Cli.Demo;

/// <summary>The report of a run as people read it.</summary>
internal static class DemoText
{
    private const int FindingsShown = 10;

    /// <summary>Writes it.</summary>
    public static void Write(DemoReport report, CommandOutput output)
    {
        output.Line();
        output.Line(report.Clean
            ? "Every file arrived exactly once with the right content, and every bad one is suspended for the right "
                + "reason."
            : "NOT everything is as it must be:");
        foreach (var finding in report.Findings.Take(FindingsShown))
            output.Line($"  {Words.Of(finding.Kind)}: {finding.Place}: {finding.Name}: {finding.What}");
        if (report.Findings.Count > FindingsShown) output.Line("  … and more; --json has the first 50.");
        output.Line();
        output.Line($"  in          {report.In,8:N0} files");
        output.Line($"  delivered   {report.Delivered,8:N0} to {report.Ports.Count} send ports");
        output.Line($"  suspended   {report.Suspended,8:N0} bad files");
        output.Line($"  lost        {report.Lost,8:N0}");
        output.Line($"  duplicated  {report.Duplicated,8:N0}");
        output.Line($"  reordered   {report.Reordered,8:N0}");
        output.Line($"  wrong       {report.Wrong,8:N0}");
        output.Line();
        var failovers = new TextTable("failure", "receives", "then", "gap");
        foreach (var one in report.Failovers)
            failovers.Add(one.Fault, one.From, one.To, one.GapMs is { } gap ? $"{gap:N0} ms" : "–");
        failovers.WriteTo(output);
        output.Line();
        var ports = new TextTable("deliveries", "send port");
        foreach (var (port, count) in report.Ports) ports.Add(count, port);
        ports.WriteTo(output);
        output.Line();
        var reasons = new TextTable("suspended", "why");
        foreach (var (reason, count) in report.Reasons.OrderByDescending(reason => reason.Value))
            reasons.Add(count, reason);
        reasons.WriteTo(output);
        output.Line();
        output.Line($"  throughput  {report.FilesPerSecond:N0} files/s in, {report.DeliveriesPerSecond:N0} "
            + "deliveries/s out, while half of the files came at once");
        output.Line($"  latency     p50 {report.LatencyP50Ms:N1} ms, p99 {report.LatencyP99Ms:N1} ms from file put in "
            + "to file delivered, while they came one by one");
        output.Line($"  time        {report.Seconds:N1} s; the first server was ready after {report.ReadyMs:N0} ms");
        if (report.Folder is { } folder)
            output.Line($"\n  Everything lies in {folder}; look at what is suspended with\n"
                + $"  viaduct messages list --store sqlite:{Path.Combine(folder, "viaduct.db")}");
        output.Line(report.Folder is null
            ? "\n  Next: 'viaduct demo --keep' leaves all of it to look at; docs/concepts/configuration.md says how\n"
                + "  to write a configuration, and samples/demo is the one that ran here."
            : "\n  Next: docs/operate says what to do with what is suspended, docs/concepts/configuration.md how to\n"
                + "  write a configuration; samples/demo is the one that ran here.");
    }
}
