using Viaduct.Cli.CommandLine;
using Viaduct.Client;

namespace Viaduct.Cli.Commands;

/// <summary>Cluster groups as text.</summary>
internal static class ClusterText
{
    /// <summary>Writes them as a table; nothing if there is none.</summary>
    public static void Write(IReadOnlyList<ClusterStatus> clusters, CommandOutput output)
    {
        if (clusters.Count == 0) return;
        var table = new TextTable("cluster", "active on", "since", "why", "next", "hosts");
        foreach (var one in clusters)
            table.Add(
                one.Name, one.Server ?? "(nowhere)", one.Since, one.Cause, one.Heir ?? "(nobody)",
                string.Join(", ", one.Hosts));
        table.WriteTo(output);
    }

    /// <summary>Writes changes as a table.</summary>
    public static void Write(IReadOnlyList<ClusterEvent> events, CommandOutput output)
    {
        var table = new TextTable("at", "cluster", "from", "to", "why", "noticed in", "gap");
        foreach (var one in events)
            table.Add(
                one.At, one.Cluster, one.From, one.To, one.Cause, Milliseconds(one.DetectedMilliseconds),
                Milliseconds(one.GapMilliseconds));
        if (table.IsEmpty) output.Line("Nothing has changed yet.");
        else table.WriteTo(output);
    }

    /// <summary>A time, or nothing.</summary>
    public static string Milliseconds(double? time) =>
        time is { } known ? FormattableString.Invariant($"{known:N0} ms") : "";
}
