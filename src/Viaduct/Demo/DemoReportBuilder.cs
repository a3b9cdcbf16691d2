namespace Viaduct.Cli.Demo;

/// <summary>Makes the report of what the checker found.</summary>
internal static class DemoReportBuilder
{
    private const int FindingsMax = 50;

    /// <summary>Makes it.</summary>
    public static DemoReport Build(
        DemoChecker checker, IReadOnlyList<DemoExpectation> files,
        DemoTrack track, IReadOnlyList<DemoFault> faults, DemoTimes times, string? folder)
    {
        var latencies = Latencies(checker.Deliveries, track);
        var reordered = DemoOrder.Check(checker.Deliveries, track).ToList();
        var bad = files.Where(file => file.FailureCode is not null).ToList();
        var unfit = checker.Findings.Select(finding => finding.Name).ToHashSet(StringComparer.Ordinal);
        var suspended = bad.Where(file => !unfit.Contains(file.Name)).ToList();
        return new DemoReport
        {
            Clean = checker.Findings.Count == 0 && reordered.Count == 0,
            In = files.Count,
            Delivered = checker.Deliveries.Count,
            Lost = Count(DemoFindingKind.Lost),
            Duplicated = Count(DemoFindingKind.Duplicated),
            Reordered = reordered.Count,
            Wrong = Count(DemoFindingKind.Wrong),
            Suspended = suspended.Count,
            Seconds = Math.Round(times.All.TotalSeconds, 2),
            FilesPerSecond = Math.Round(times.FilesPerSecond),
            DeliveriesPerSecond = Math.Round(times.DeliveriesPerSecond),
            LatencyP50Ms = Percentile(latencies, 0.50),
            LatencyP99Ms = Percentile(latencies, 0.99),
            ReadyMs = Math.Round(times.Ready.TotalMilliseconds),
            Ports = DemoFolders.Ports.ToDictionary(
                port => port, port => checker.Deliveries.Count(delivery => delivery.Port == port),
                StringComparer.Ordinal),
            Reasons = suspended.GroupBy(file => $"{file.Flaw} ({file.FailureCode})", StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal),
            Failovers = [.. faults.Select(fault => track.GapOf(fault, checker.Deliveries))],
            Findings = [.. checker.Findings.Concat(reordered).Take(FindingsMax)],
            Folder = folder,
        };

        int Count(DemoFindingKind kind) => checker.Findings.Count(finding => finding.Kind == kind);
    }

    // From the moment a file was put in to the moment its delivery was done, as the tracking says.
    private static List<double> Latencies(
        IReadOnlyList<DemoDelivery> deliveries, DemoTrack track)
    {
        var latencies = new List<double>();
        foreach (var delivery in deliveries.Where(delivery => delivery.File.CameSteadily))
            if (track.SentAt(delivery) is { } at)
                latencies.Add((at - delivery.File.PutInAt).TotalMilliseconds);
        latencies.Sort();
        return latencies;
    }

    private static double Percentile(List<double> sorted, double part) =>
        sorted.Count == 0 ? 0 : Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))], 1);
}
